/** What the reader has chosen so far. It outlives a reload and the bank's page, in this tab and for this reader. */
import { useCallback, useState } from 'react'
import type { QuoteWanted } from '@/lib/cart'
import type { Address } from '@/lib/customers'
import { forgetInTab, keepInTab, keptInTab } from '@/lib/storage'

export interface Draft {
  address?: Address
  shipping: NonNullable<QuoteWanted['shipping']>
  /** Prices agreed to after the cart had told others, by ISBN. */
  accepted: Record<string, number>
  /** The order that was placed from this draft and waits for its money. */
  orderId?: string
}

const EMPTY: Draft = { shipping: 'standard', accepted: {} }
const DRAFT = 'checkout'

interface Kept {
  readerId: string
  draft: Draft
}

function keptDraft(readerId: string): Draft {
  const found = keptInTab<Kept | null>(DRAFT, null)
  return found?.readerId === readerId ? found.draft : EMPTY
}

export const forgetDraft = (): void => forgetInTab(DRAFT)

export function useDraft(readerId: string) {
  const [draft, set] = useState(() => keptDraft(readerId))
  const change = useCallback(
    (changes: Partial<Draft>) =>
      set((now) => {
        const next = { ...now, ...changes }
        keepInTab(DRAFT, { readerId, draft: next } satisfies Kept)
        return next
      }),
    [readerId],
  )
  return { draft, change }
}
