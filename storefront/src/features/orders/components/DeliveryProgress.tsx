import { formatMoment } from '@/lib/dates'
import type { BookSummary } from '@/lib/books'
import type { Order } from '@/lib/orders'
import { historyTime } from '../leadText'
import { StackedCovers } from './StackedCovers'

const STAGES = [
  { status: 'pending_payment', label: 'Placed', entry: 'placed' },
  { status: 'paid', label: 'Paid', entry: 'paid' },
  { status: 'shipped', label: 'Shipped', entry: 'shipped' },
  { status: 'delivered', label: 'Delivered', entry: 'delivered' },
] as const

/**
 * The progress of a delivery as a line with the parcel on it; a status text says the same to screen readers.
 */
export function DeliveryProgress({
  order,
  books,
}: {
  order: Order
  books: ReadonlyMap<string, BookSummary>
}) {
  const currentIndex = STAGES.findIndex((stage) => stage.status === order.status)
  return (
    <>
      <ol className="route" style={{ '--done': currentIndex / (STAGES.length - 1) }}>
        {STAGES.map(({ label, entry }, i) => (
          <li
            key={label}
            className={i < currentIndex ? 'done' : i === currentIndex ? 'now' : ''}
            aria-current={i === currentIndex ? 'step' : undefined}
          >
            <b>{label}</b>
            {stageTime(order, entry)}
          </li>
        ))}
        <li className="parcel" aria-hidden="true">
          <StackedCovers lines={order.lines} findBook={({ book_id }) => books.get(book_id)} />
        </li>
      </ol>
      <p className="visually-hidden" aria-live="polite">
        This order is {STAGES[currentIndex]?.label.toLowerCase()}.
      </p>
    </>
  )
}

function stageTime(order: Order, entry: string): string {
  const moment = historyTime(order, entry)
  return moment ? formatMoment(moment) : ''
}
