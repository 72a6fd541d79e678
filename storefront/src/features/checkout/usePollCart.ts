import { useQuery } from '@tanstack/react-query'
import { cartQuery } from '@/lib/cart'
import type { Order } from '@/lib/orders'

const SOON = 1_000
const LONG_ENOUGH = 20

/** The cart hears of the payment by an event: it is looked at until the bought books have left it. */
export function useEmptiedCart(readerId: string, order: Order): void {
  const bought = new Set(order.lines.map((line) => line.isbn))
  useQuery({
    ...cartQuery({ readerId }),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) => {
      const there = state.data?.lines.some((line) => bought.has(line.isbn)) ?? false
      return there && state.dataUpdateCount < LONG_ENOUGH ? SOON : false
    },
  })
}
