/** Labels and sentences about an order. */
import { isPrinted } from '../books'
import type { LineToAdd } from '../cart'
import { capitalize, formatCount } from '../text'
import type { Order, OrderLine } from './orders'

export const countCopies = (order: Pick<Order, 'lines'>): number =>
  order.lines.reduce((sum, line) => sum + line.quantity, 0)

export const formatBookCount = (order: Pick<Order, 'lines'>): string =>
  formatCount(countCopies(order), 'book')

/** Whether any line is a printed book. */
export const needsShipping = (order: Pick<Order, 'lines'>): boolean =>
  order.lines.some((line) => isPrinted(line.format))

const STATUS_LABELS = {
  pending_payment: { label: 'Waiting for payment', tone: 'wait' },
  paid: { label: 'Paid', tone: 'paid' },
  shipped: { label: 'On its way', tone: '' },
  delivered: { label: 'Delivered', tone: 'done' },
  cancelled: { label: 'Cancelled', tone: 'stop' },
} as const

export const statusLabel = ({ status }: Pick<Order, 'status'>) => STATUS_LABELS[status]

/** Shorten an order id to its last six characters; the page of the order shows the whole id. */
export const shortOrderNumber = (order_id: string): string => order_id.slice(-6)

export function orderHeadline(order: Order): string {
  const books = capitalize(formatBookCount(order))
  const possessive = countCopies(order) === 1 ? 'its' : 'their'
  switch (order.status) {
    case 'pending_payment':
      return `${books}, waiting for payment`
    case 'paid':
      return needsShipping(order) ? `${books}, being packed` : `${books}, ready to read`
    case 'shipped':
      return `${books}, on ${possessive} way`
    case 'delivered':
      return `${books}, delivered`
    case 'cancelled':
      return 'Order cancelled'
  }
}

/** What to put into the cart to buy a line again: a digital book only once, however often it was bought. */
export const toAddedLine = ({ isbn, title, unit_price, quantity, format }: OrderLine): LineToAdd => ({
  isbn,
  title,
  price: unit_price,
  quantity: isPrinted(format) ? quantity : 1,
})
