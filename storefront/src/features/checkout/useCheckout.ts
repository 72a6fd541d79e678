import { linesWanted, orderable, useCart, useQuote, type CartLine } from '@/lib/cart'
import type { Reader } from '@/lib/session'
import { useDraft } from './draft'

/** Everything the steps need: what is bought, where it goes, and what the service says it costs. */
export function useCheckout(reader: Reader) {
  const { data: cart } = useCart()
  const { draft, change } = useDraft(reader.id)
  const lines = orderable((cart?.lines ?? []) as CartLine[])
  const wanted = {
    lines: linesWanted(lines, draft.accepted),
    address: draft.address,
    shipping: draft.shipping,
  }
  const priced = useQuote(reader.id, wanted)
  return { reader, cart, lines, draft, change, wanted, ...priced }
}

export type Checkout = ReturnType<typeof useCheckout>
