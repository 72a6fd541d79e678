import { toLineRequests, orderableLines, useCart, useQuote, type CartLine } from '@/lib/cart'
import type { Customer } from '@/lib/session'
import { useDraft } from './draft'

/** Combine what all steps need: the lines, the customer's choices and the quote. */
export function useCheckout(customer: Customer) {
  const { data: cart } = useCart()
  const { draft, change } = useDraft(customer.id)
  const lines = orderableLines((cart?.lines ?? []) as CartLine[])
  const request = {
    lines: toLineRequests(lines, draft.accepted),
    address: draft.address,
    shipping: draft.shipping,
  }
  const pricing = useQuote(customer.id, request)
  return { customer, cart, lines, draft, change, request, ...pricing }
}

export type Checkout = ReturnType<typeof useCheckout>
