import { Link } from 'react-router'
import { AddressLines } from '@/components/AddressLines'
import { TotalRow, OrderTotals } from '@/components/totals/OrderTotals'
import { Icon } from '@/components/Icon'
import { useCartActions } from '@/lib/cart'
import { formatDate } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { countCopies, needsShipping, statusLabel, toAddedLine, type Order } from '@/lib/orders'
import { capitalize, formatCount } from '@/lib/text'
import { buildTrackingUrl } from '../tracking'
import { CancelOrder } from './CancelOrder'

const REFUND_LABELS = {
  requested: 'refund on its way',
  succeeded: 'refunded',
  failed: 'refund delayed',
}

export function Receipt({ customerId, order }: { customerId: string; order: Order }) {
  const { add } = useCartActions()
  const { label, tone } = statusLabel(order)
  const addAllToCart = () => add(...order.lines.map(toAddedLine))
  return (
    <aside className="summary" aria-labelledby="summary">
      <div className="d-flex justify-content-between align-items-baseline">
        <h2 id="summary">Receipt</h2>
        <span className={`badge ${tone}`}>{label}</span>
      </div>
      <p className="small quiet text-break">
        Order {order.order_id}, {formatDate(order.placed_at)}
      </p>
      <OrderTotals totals={order.totals} books={capitalize(formatCount(countCopies(order), 'book'))} />
      {order.digital_consent_at && (
        <p className="small quiet mt-3 mb-0">
          On {formatDate(order.digital_consent_at)} you asked for your e-books and audiobooks immediately, and
          agreed that you lose your right to cancel them.
        </p>
      )}
      {order.refunds.length > 0 && (
        <dl className="leaders mt-2">
          {order.refunds.map(({ refund_id, amount, status }) => (
            <TotalRow
              key={refund_id}
              label={capitalize(REFUND_LABELS[status])}
              value={formatMoney(amount, order.totals.currency)}
            />
          ))}
        </dl>
      )}
      {needsShipping(order) && order.address && order.status !== 'cancelled' && (
        <ShippingAddress order={order} />
      )}
      {order.status === 'pending_payment' && order.payment_status !== 'processing' && (
        <Link className="btn btn-primary" to={`/checkout/pay/${order.order_id}`}>
          Pay {formatMoney(order.totals.total, order.totals.currency)}
        </Link>
      )}
      {order.lines.length > 1 && (
        <button type="button" className="btn btn-outline-primary mt-3" onClick={addAllToCart}>
          Buy all again
        </button>
      )}
      <CancelOrder customerId={customerId} order={order} />
    </aside>
  )
}

function ShippingAddress({ order: { address, parcel, status } }: { order: Order }) {
  if (!address) return null
  const trackingUrl = parcel && status === 'shipped' && buildTrackingUrl(parcel)
  return (
    <>
      <h3 className="h5 mt-4 mb-1">Delivery address</h3>
      <AddressLines className="quiet mb-3" address={address} />
      {parcel && (parcel.carrier || parcel.tracking) && (
        <dl className="leaders mb-2">
          <TotalRow
            label={parcel.carrier || 'Tracking number'}
            value={<span className="text-break">{parcel.tracking}</span>}
          />
        </dl>
      )}
      {trackingUrl && (
        <a className="btn btn-primary" href={trackingUrl} rel="noreferrer" target="_blank">
          <Icon name="van" /> Track your order
          <span className="visually-hidden"> on the carrier’s website</span>
        </a>
      )}
    </>
  )
}
