import { toCsv } from '../../parts/csv'
import type { StaffOrder } from '../api/orders'
import { countCopies, countryOf, STATUSES } from '../orderText'

const HEADINGS = [
  'order',
  'placed_at',
  'paid_at',
  'status',
  'flags',
  'name',
  'email',
  'country',
  'copies',
  'isbns',
  'currency',
  'subtotal',
  'discount',
  'shipping',
  'tax',
  'total',
  'refunded',
  'carrier',
  'tracking',
]

/** Write orders as CSV; amounts in units of the currency, such as 9.99. */
export const ordersToCsv = (orders: readonly StaffOrder[]): string => toCsv([HEADINGS, ...orders.map(toRow)])

function toRow(order: StaffOrder) {
  const { totals, refunds } = order
  const refunded = refunds.reduce((sum, { amount, status }) => (status === 'failed' ? sum : sum + amount), 0)
  return [
    order.order_id,
    order.placed_at,
    order.paid_at,
    STATUSES[order.status].label,
    order.flags.join(' '),
    order.address?.name,
    order.email,
    countryOf(order),
    countCopies(order),
    order.lines.map(({ isbn, quantity }) => `${isbn}x${quantity}`).join(' '),
    totals.currency,
    ...[totals.subtotal, totals.discount, totals.shipping, totals.tax, totals.total, refunded].map(toUnits),
    order.parcel?.carrier,
    order.parcel?.tracking,
  ]
}

const toUnits = (minor: number): number => minor / 100
