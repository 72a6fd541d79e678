/**
 * The choices of the checkout. They survive a reload and the bank's page, in this tab and for this customer.
 */
import { useCallback, useState } from 'react'
import type { QuoteRequest } from '@/lib/cart'
import type { Address } from '@/lib/customers'
import { removeFromTab, saveInTab, loadFromTab } from '@/lib/storage'

export interface Draft {
  address?: Address
  shipping: NonNullable<QuoteRequest['shipping']>
  /** Prices in minor units that the customer accepted after a change, by ISBN. */
  accepted: Record<string, number>
  /** Whether the customer asked for e-books and audiobooks at once, and so gave up the right to cancel them. */
  digitalConsent?: boolean
  /** The unpaid order that was placed from this draft. */
  orderId?: string
}

const EMPTY: Draft = { shipping: 'standard', accepted: {} }
const DRAFT = 'checkout'

interface StoredDraft {
  customerId: string
  draft: Draft
}

function loadDraft(customerId: string): Draft {
  const stored = loadFromTab<StoredDraft | null>(DRAFT, null)
  return stored?.customerId === customerId ? stored.draft : EMPTY
}

export const clearDraft = (): void => removeFromTab(DRAFT)

export function useDraft(customerId: string) {
  const [draft, set] = useState(() => loadDraft(customerId))
  const change = useCallback(
    (changes: Partial<Draft>) =>
      set((current) => {
        const next = { ...current, ...changes }
        saveInTab(DRAFT, { customerId, draft: next } satisfies StoredDraft)
        return next
      }),
    [customerId],
  )
  return { draft, change }
}
