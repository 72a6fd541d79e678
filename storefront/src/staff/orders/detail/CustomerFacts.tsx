import { AddressLines } from '@/components/AddressLines'
import { formatMoment } from '@/lib/dates'
import type { StaffOrder } from '../api/orders'

export function CustomerFacts({ order }: { order: StaffOrder }) {
  const { parcel } = order
  return (
    <dl className="facts">
      <dt>Number</dt>
      <dd className="tnum small">{order.order_id}</dd>
      <dt>Placed</dt>
      <dd>{formatMoment(order.placed_at)}</dd>
      <dt>Email</dt>
      <dd>
        {order.email ? (
          <a href={`mailto:${order.email}`}>{order.email}</a>
        ) : order.forgotten ? (
          'Removed: the account is closed'
        ) : (
          'None'
        )}
      </dd>
      <dt>Deliver to</dt>
      <dd>{order.address ? <AddressLines address={order.address} /> : 'No address'}</dd>
      {order.address?.phone && (
        <>
          <dt>Phone</dt>
          <dd>{order.address.phone}</dd>
        </>
      )}
      <dt>Delivery</dt>
      <dd>{order.shipping === 'express' ? 'Express' : 'Standard'}</dd>
      {parcel && (parcel.carrier || parcel.tracking) && (
        <>
          <dt>Parcel</dt>
          <dd>{[parcel.carrier, parcel.tracking].filter(Boolean).join(' · ')}</dd>
        </>
      )}
    </dl>
  )
}
