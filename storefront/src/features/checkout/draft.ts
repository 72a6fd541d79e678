/**
 * The choices of the checkout. They survive a reload and the bank's page, in this tab and for this customer.
 */
import { useCallback, useState } from 'react'
import type { AddressValues } from '@/components/forms/addressRules'
import type { QuoteRequest } from '@/lib/cart'
import type { Address } from '@/lib/customers'
import { draftStore } from '@/lib/drafts'

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

const checkoutDraft = (customerId: string) => draftStore<Draft>('checkout', customerId)

/** What is written in the form of a new address, until the checkout has it. */
export const newAddressDraft = (customerId: string) =>
  draftStore<AddressValues>('checkout-address', customerId)

export const clearDraft = (customerId: string): void => checkoutDraft(customerId).remove()

export function useDraft(customerId: string) {
  const [draft, set] = useState(() => checkoutDraft(customerId).load() ?? EMPTY)
  const change = useCallback(
    (changes: Partial<Draft>) =>
      set((current) => {
        const next = { ...current, ...changes }
        checkoutDraft(customerId).save(next)
        return next
      }),
    [customerId],
  )
  return { draft, change }
}
