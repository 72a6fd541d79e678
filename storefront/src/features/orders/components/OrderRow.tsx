import { Link } from 'react-router'
import { formatDate } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { shortOrderNumber, statusLabel, type Order } from '@/lib/orders'
import { formatList } from '@/lib/text'
import { LoadedCovers } from './StackedCovers'

const MAX_TITLES = 3

export function OrderRow({ order }: { order: Order }) {
  const path = `/orders/${order.order_id}`
  const { label, tone } = statusLabel(order)
  return (
    <li>
      <Link to={path} tabIndex={-1} aria-hidden="true" className="stacked">
        <LoadedCovers lines={order.lines} />
      </Link>
      <div>
        <h2>
          <Link to={path}>{formatTitles(order)}</Link>
        </h2>
        <span className="quiet">
          {formatDate(order.placed_at)} · <span className="tnum">{shortOrderNumber(order.order_id)}</span>
        </span>
        <div className="mt-2 d-flex flex-wrap gap-3 align-items-center">
          <span className={`badge ${tone}`}>{label}</span>
          {order.status === 'pending_payment' && <Link to={`/checkout/pay/${order.order_id}`}>Pay now</Link>}
        </div>
      </div>
      <div className="sum price">{formatMoney(order.totals.total, order.totals.currency)}</div>
    </li>
  )
}

/** "Emma, Walden and two more" */
function formatTitles({ lines }: Order): string {
  const names = lines.slice(0, MAX_TITLES).map((line) => line.title)
  const remaining = lines.length - MAX_TITLES
  return remaining > 0 ? `${names.join(', ')} and ${remaining} more` : formatList(names)
}
