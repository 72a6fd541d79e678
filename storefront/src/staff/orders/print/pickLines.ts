import { shortOrderNumber } from '@/lib/orders'
import type { StaffOrder } from '../api/orders'
import { linesToPack } from '../pack/packing'

export interface PickLine {
  isbn: string
  title: string
  copies: number
  /** The ends of the orders’ numbers. */
  orders: string[]
}

/** Add up what several orders need of each book, by title: one way through the shelves. */
export function toPickLines(orders: readonly StaffOrder[]): PickLine[] {
  const lines = new Map<string, PickLine>()
  for (const order of orders)
    for (const { isbn, title, required } of linesToPack(order)) {
      const line = lines.get(isbn) ?? { isbn, title, copies: 0, orders: [] }
      line.copies += required
      line.orders.push(shortOrderNumber(order.order_id))
      lines.set(isbn, line)
    }
  return [...lines.values()].sort((a, b) => a.title.localeCompare(b.title, 'en'))
}
