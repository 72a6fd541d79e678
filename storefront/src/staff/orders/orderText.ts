/** What staff read about an order: plain words for statuses and flags. */
import { formatCount } from '@/lib/text'
import type { OrderStatus, StaffOrder } from './api/orders'

export type Tone = 'good' | 'warn' | 'bad' | ''

export const STATUSES: Readonly<Record<OrderStatus, { label: string; tone: Tone; isFull: boolean }>> = {
  pending_payment: { label: 'Not paid', tone: '', isFull: false },
  paid: { label: 'To pack', tone: 'warn', isFull: false },
  shipped: { label: 'Shipped', tone: 'good', isFull: false },
  delivered: { label: 'Delivered', tone: 'good', isFull: true },
  cancelled: { label: 'Cancelled', tone: 'bad', isFull: true },
}

export const FLAGS: Readonly<Record<string, string>> = {
  amount_mismatch: 'Another amount was paid',
  dispute_lost: 'Dispute lost',
  dispute_won: 'Dispute won',
  disputed: 'Payment disputed',
  foreign_payment: 'Paid by another payment',
  paid_after_cancel: 'Paid after it was cancelled',
  payment_missing: 'Payment missing at Stripe',
  refund_failed: 'Refund failed',
  refunded_elsewhere: 'Refunded at Stripe',
}

export const flagLabel = (flag: string): string => FLAGS[flag] ?? flag.replaceAll('_', ' ')

export const isDigital = (format: StaffOrder['lines'][number]['format']): boolean =>
  format === 'ebook' || format === 'audiobook'

export const countCopies = (order: Pick<StaffOrder, 'lines'>): number =>
  order.lines.reduce((sum, { quantity }) => sum + quantity, 0)

/** "Emma", or "Emma and two more" for an order of several titles. */
export function formatTitles({ lines }: Pick<StaffOrder, 'lines'>): string {
  const [first, ...rest] = lines
  if (!first) return 'No books'
  return rest.length ? `${first.title} and ${formatCount(rest.length, 'more', 'more')}` : first.title
}

/** The name on the parcel; the email of an order without an address. */
export const customerName = ({ address, email, forgotten }: StaffOrder): string =>
  address?.name || email || (forgotten ? 'Closed account' : 'Customer')

export const countryOf = ({ address }: StaffOrder): string => address?.country ?? ''

/** Whether the bank has the money, or may get it: such an order is shipped only on purpose. */
export const isDisputed = ({ flags }: Pick<StaffOrder, 'flags'>): boolean =>
  flags.some((flag) => flag === 'disputed' || flag === 'dispute_lost')

const EVENTS: Readonly<Record<string, string>> = {
  placed: 'Placed',
  paid: 'Paid',
  shipped: 'Shipped',
  delivered: 'Delivered',
  cancelled: 'Cancelled',
  refund_requested: 'Refund requested',
  refund_succeeded: 'Refunded',
  refund_failed: 'Refund failed',
  forgotten: 'Name and address removed',
}

/** "Refund requested" for `refund_requested`; any other entry by its own words. */
export function eventLabel(what: string): string {
  const text = EVENTS[what] ?? what.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const ACTORS: Readonly<Record<string, string>> = {
  customer: 'the customer',
  stripe: 'Stripe',
  clock: 'the clock',
  import: 'an import',
}

/** Who did it, in words; staff are named by the end of their account’s id. */
export const actorLabel = (who: string): string =>
  who.startsWith('staff:') ? `staff ${who.slice(-6)}` : (ACTORS[who] ?? who)
