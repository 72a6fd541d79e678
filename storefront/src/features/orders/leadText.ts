/** The sentence below an order's title: its state and what happens next. */
import { formatMoment, formatTime } from '@/lib/dates'
import { countCopies, needsShipping, type Order } from '@/lib/orders'

export const historyTime = (order: Order, entry: string): string | undefined =>
  order.history.findLast((step) => step.what === entry)?.at

export function leadText(order: Order): string {
  const isSingle = countCopies(order) === 1
  switch (order.status) {
    case 'pending_payment':
      return pendingPaymentText(order)
    case 'paid':
      return needsShipping(order)
        ? `Thank you. We’ll let you know when ${isSingle ? 'it ships' : 'they ship'}.`
        : 'Thank you. Happy reading.'
    case 'shipped':
      return `Shipped on ${formatHistoryTime(order, 'shipped')}.`
    case 'delivered':
      return `Delivered on ${formatHistoryTime(order, 'delivered')}. Happy reading.`
    case 'cancelled':
      return cancelledText(order)
  }
}

function cancelledText(order: Order): string {
  if (order.refunded_total) return 'We’re refunding what you paid to your card.'
  if (!order.paid_at) return 'You haven’t been charged.'
  return order.refunds.some(({ status }) => status === 'failed')
    ? 'Your refund hasn’t reached you yet. We’ll email you to arrange another way.'
    : 'This order was cancelled.'
}

const formatHistoryTime = (order: Order, entry: string): string =>
  formatMoment(historyTime(order, entry) ?? order.changed_at)

function pendingPaymentText({ payment_status, problem, reserved_until }: Order): string {
  if (payment_status === 'processing') return 'Your bank hasn’t confirmed the payment yet.'
  const reservation = reserved_until ? ` Your books are reserved until ${formatTime(reserved_until)}.` : ''
  return `${problem ?? 'This order hasn’t been paid for yet.'}${reservation}`
}
