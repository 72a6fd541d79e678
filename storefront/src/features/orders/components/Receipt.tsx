import { Link } from 'react-router'
import { Sum, Sums } from '@/components/totals/OrderTotals'
import { Icon } from '@/components/Icon'
import { useBasket } from '@/lib/cart/context'
import { countryName } from '@/lib/customers'
import { money } from '@/lib/money'
import { copiesOf, isSent, stateOf, type Order } from '@/lib/orders'
import { capital, counted } from '@/lib/text'
import { trackingAddress } from '../tracking'
import { CancelOrder } from './CancelOrder'

const REFUND = {
  requested: 'on its way back',
  succeeded: 'given back',
  failed: 'could not be given back yet',
}

export function Receipt({ readerId, order }: { readerId: string; order: Order }) {
  const { add } = useBasket()
  const { word, tone } = stateOf(order)
  const buyAgain = () =>
    add(
      ...order.lines.map(({ isbn, title, unit_price, quantity }) => ({
        isbn,
        title,
        price: unit_price,
        quantity,
      })),
    )
  return (
    <aside className="bill" aria-labelledby="bill">
      <div className="d-flex justify-content-between align-items-baseline">
        <h2 id="bill">Receipt</h2>
        <span className={`badge ${tone}`}>{word}</span>
      </div>
      <Sums totals={order.totals} books={capital(counted(copiesOf(order), 'book'))} />
      {order.refunds.length > 0 && (
        <dl className="leaders mt-2">
          {order.refunds.map(({ refund_id, amount, status }) => (
            <Sum
              key={refund_id}
              label={capital(REFUND[status])}
              value={money(amount, order.totals.currency)}
            />
          ))}
        </dl>
      )}
      {isSent(order) && order.address && order.status !== 'cancelled' && <SentTo order={order} />}
      {order.status === 'pending_payment' && order.payment_status !== 'processing' && (
        <Link className="btn btn-primary" to={`/checkout/pay/${order.order_id}`}>
          Pay {money(order.totals.total, order.totals.currency)}
        </Link>
      )}
      {order.lines.length > 1 && (
        <button type="button" className="btn btn-outline-primary mt-3" onClick={buyAgain}>
          Buy all of it again
        </button>
      )}
      <CancelOrder readerId={readerId} order={order} />
    </aside>
  )
}

function SentTo({ order: { address, parcel, status } }: { order: Order }) {
  if (!address) return null
  const sent = status === 'shipped' || status === 'delivered'
  const follow = parcel && status === 'shipped' && trackingAddress(parcel)
  return (
    <>
      <h3 className="h5 mt-4 mb-1">{sent ? 'Sent to' : 'Goes to'}</h3>
      <address className="quiet mb-3">
        {address.name}
        <br />
        {address.line1}
        {address.line2 && `, ${address.line2}`}
        <br />
        {address.city} {address.postcode}
        {address.country !== 'GB' && (
          <>
            <br />
            {countryName(address.country)}
          </>
        )}
      </address>
      {parcel && (parcel.carrier || parcel.tracking) && (
        <dl className="leaders mb-2">
          <Sum
            label={parcel.carrier || 'Parcel'}
            value={<span className="text-break">{parcel.tracking}</span>}
          />
        </dl>
      )}
      {follow && (
        <a className="btn btn-primary" href={follow} rel="noreferrer" target="_blank">
          <Icon name="van" /> Follow the parcel
          <span className="visually-hidden"> on the carrier’s page</span>
        </a>
      )}
    </>
  )
}
