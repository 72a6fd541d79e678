import { momentOf } from '@/lib/dates'
import type { Order } from '@/lib/orders'
import { happened } from '../leadText'
import { StackedCovers } from './StackedCovers'

const STOPS = [
  { status: 'pending_payment', word: 'Placed', what: 'placed' },
  { status: 'paid', word: 'Paid', what: 'paid' },
  { status: 'shipped', word: 'Shipped', what: 'shipped' },
  { status: 'delivered', word: 'Delivered', what: 'delivered' },
] as const

/** The parcel stands on the line where the order is, and moves along when it moves; the words below say the same. */
export function ParcelRoute({ order }: { order: Order }) {
  const here = STOPS.findIndex((stop) => stop.status === order.status)
  return (
    <>
      <ol className="route" style={{ '--done': here / (STOPS.length - 1) }}>
        {STOPS.map(({ word, what }, i) => (
          <li
            key={word}
            className={i < here ? 'done' : i === here ? 'now' : ''}
            aria-current={i === here ? 'step' : undefined}
          >
            <b>{word}</b>
            {at(order, what)}
          </li>
        ))}
        <li className="parcel" aria-hidden="true">
          <StackedCovers lines={order.lines} />
        </li>
      </ol>
      <p className="visually-hidden" aria-live="polite">
        This order is {STOPS[here]?.word.toLowerCase()}.
      </p>
    </>
  )
}

function at(order: Order, what: string): string {
  const moment = happened(order, what)
  return moment ? momentOf(moment) : ''
}
