import type { StaffOrder } from '../api/orders'

/** Count the copies of each ISBN that are refunded or about to be. */
export function countRefunded({ refunds }: Pick<StaffOrder, 'refunds'>): Record<string, number> {
  const copies: Record<string, number> = {}
  for (const refund of refunds)
    if (refund.status !== 'failed')
      for (const { isbn, quantity } of refund.lines) copies[isbn] = (copies[isbn] ?? 0) + quantity
  return copies
}
