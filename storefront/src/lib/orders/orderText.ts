/** How the shop speaks of an order. */
import { isPrinted } from '../books'
import { capital, counted } from '../text'
import type { Order } from './orders'

export const copiesOf = (order: Pick<Order, 'lines'>): number =>
  order.lines.reduce((sum, line) => sum + line.quantity, 0)

export const booksOf = (order: Pick<Order, 'lines'>): string => counted(copiesOf(order), 'book')

/** E-books and audiobooks need no parcel. */
export const isSent = (order: Pick<Order, 'lines'>): boolean =>
  order.lines.some((line) => isPrinted(line.format))

const STATES = {
  pending_payment: { word: 'Waiting for payment', tone: 'wait' },
  paid: { word: 'Paid', tone: 'paid' },
  shipped: { word: 'On its way', tone: '' },
  delivered: { word: 'Delivered', tone: 'done' },
  cancelled: { word: 'Cancelled', tone: 'stop' },
} as const

export const stateOf = ({ status }: Pick<Order, 'status'>) => STATES[status]

/** The last six places tell one's orders apart; the whole number is on the order's page. */
export const shortNumber = (order_id: string): string => order_id.slice(-6)

export function headline(order: Order): string {
  const books = capital(booksOf(order))
  const they = copiesOf(order) === 1 ? 'its' : 'their'
  switch (order.status) {
    case 'pending_payment':
      return `${books}, waiting for you`
    case 'paid':
      return isSent(order) ? `${books}, being packed` : `${books}, yours to read`
    case 'shipped':
      return `${books}, on ${they} way`
    case 'delivered':
      return `${books}, at home with you`
    case 'cancelled':
      return `${books}, not sent after all`
  }
}
