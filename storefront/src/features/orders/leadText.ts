/** The sentence below an order's title: where it is and what happens next. */
import { momentOf, timeOf } from '@/lib/dates'
import { copiesOf, isSent, type Order } from '@/lib/orders'

export const happened = (order: Order, what: string): string | undefined =>
  order.history.findLast((step) => step.what === what)?.at

export function lead(order: Order): string {
  const one = copiesOf(order) === 1
  switch (order.status) {
    case 'pending_payment':
      return waiting(order)
    case 'paid':
      return isSent(order)
        ? `Thank you. ${one ? 'It leaves' : 'They leave'} us as soon as the parcel is packed.`
        : 'Thank you. Nothing has to be sent: you can begin to read.'
    case 'shipped':
      return `${one ? 'It' : 'They'} left us on ${when(order, 'shipped')}.`
    case 'delivered':
      return `${one ? 'It' : 'They'} arrived on ${when(order, 'delivered')}. A good read to you.`
    case 'cancelled':
      return order.refunded_total
        ? 'The order was cancelled, and what you paid goes back.'
        : 'The order was cancelled, and nothing was charged.'
  }
}

const when = (order: Order, what: string): string => momentOf(happened(order, what) ?? order.changed_at)

function waiting({ payment_status, problem, reserved_until }: Order): string {
  if (payment_status === 'processing') return 'The bank has your payment and has not confirmed it yet.'
  const held = reserved_until ? ` We hold the books until ${timeOf(reserved_until)}.` : ''
  return `${problem ?? 'It is not paid yet.'}${held}`
}
