import { useQuery } from '@tanstack/react-query'
import { cartQuery } from '@/lib/cart'
import type { Order } from '@/lib/orders'

const POLL_MS = 1_000
const MAX_POLLS = 20

/** Poll the cart until the ordered books have left it: the cart service learns of the payment by an event. */
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
