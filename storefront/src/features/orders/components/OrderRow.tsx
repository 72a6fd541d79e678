import { Link } from 'react-router'
import { dateOf } from '@/lib/dates'
import { money } from '@/lib/money'
import { shortNumber, stateOf, type Order } from '@/lib/orders'
import { listed } from '@/lib/text'
import { StackedCovers } from './StackedCovers'

const NAMED = 3

export function OrderRow({ order }: { order: Order }) {
  const address = `/orders/${order.order_id}`
  const { word, tone } = stateOf(order)
  return (
    <li>
      <Link to={address} tabIndex={-1} aria-hidden="true" className="stacked">
        <StackedCovers lines={order.lines} />
      </Link>
      <div>
        <h2>
          <Link to={address}>{titles(order)}</Link>
        </h2>
        <span className="quiet">
          {dateOf(order.placed_at)} · <span className="tnum">{shortNumber(order.order_id)}</span>
        </span>
        <div className="mt-2 d-flex flex-wrap gap-3 align-items-center">
          <span className={`badge ${tone}`}>{word}</span>
          {order.status === 'pending_payment' && <Link to={`/checkout/pay/${order.order_id}`}>Pay now</Link>}
        </div>
      </div>
      <div className="sum price">{money(order.totals.total, order.totals.currency)}</div>
    </li>
  )
}

/** "Emma, Walden and two more" */
function titles({ lines }: Order): string {
  const names = lines.slice(0, NAMED).map((line) => line.title)
  const more = lines.length - NAMED
  return more > 0 ? `${names.join(', ')} and ${more} more` : listed(names)
}
