import { useQuery } from '@tanstack/react-query'
import { cartQuery } from '@/lib/cart'
import type { Order } from '@/lib/orders'

const POLL_MS = 1_000
const MAX_POLLS = 20

/** The cart hears of the payment by an event: it is looked at until the bought books have left it. */
export function usePollCart(customerId: string, order: Order): void {
  const orderedIsbns = new Set(order.lines.map((line) => line.isbn))
  useQuery({
    ...cartQuery({ customerId }),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => {
      const isStillInCart = state.data?.lines.some((line) => orderedIsbns.has(line.isbn)) ?? false
      return isStillInCart && state.dataUpdateCount < MAX_POLLS ? POLL_MS : false
    },
  })
}
