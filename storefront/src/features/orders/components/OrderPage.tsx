import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { ForReaders } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { isNotFound } from '@/lib/api'
import { dateOf } from '@/lib/dates'
import { headline, isSent, orderQuery, shortNumber, useExpected, type Order } from '@/lib/orders'
import { settings } from '@/lib/settings'
import { lead } from '../leadText'
import { BoughtLine } from './OrderLineRow'
import { OrderMissing } from './OrderNotFound'
import { OrderSkeleton } from './Skeletons'
import { ParcelRoute } from './DeliveryProgress'
import { Receipt } from './Receipt'

export function Component() {
  const { orderId = '' } = useParams()
  return <ForReaders>{(reader) => <OrderPage readerId={reader.id} orderId={orderId} />}</ForReaders>
}

function OrderPage({ readerId, orderId }: { readerId: string; orderId: string }) {
  const { data: order, error } = useQuery({
    ...orderQuery(readerId, orderId),
    throwOnError: (error, query) => !isNotFound(error) && query.state.data === undefined,
  })
  const trail = [{ label: 'Your orders', to: '/orders' }, { label: shortNumber(orderId) }]
  return (
    <div className="container">
      <Seo title={`Order ${shortNumber(orderId)}`} noindex />
      <RunningHead trail={trail} aside={order && `placed on ${dateOf(order.placed_at)}`} />
      {order ? (
        <Shown readerId={readerId} order={order} />
      ) : isNotFound(error) ? (
        <OrderMissing />
      ) : (
        <OrderSkeleton />
      )}
    </div>
  )
}

function Shown({ readerId, order }: { readerId: string; order: Order }) {
  const expected = useExpected(order)
  return (
    <>
      <PageTitle className="mb-2">{headline(order)}</PageTitle>
      <p className="lead quiet">
        {lead(order)}
        {expected && ` Expect the parcel ${expected}.`}
      </p>
      {isSent(order) && order.status !== 'cancelled' ? (
        <ParcelRoute order={order} />
      ) : (
        <div className="mb-5" />
      )}
      <div className="two">
        <div>
          <ul className="lines">
            {order.lines.map((line) => (
              <BoughtLine key={line.isbn} line={line} order={order} />
            ))}
          </ul>
          <BehindTheScenes orderId={order.order_id} />
        </div>
        <Receipt readerId={readerId} order={order} />
      </div>
    </>
  )
}

function BehindTheScenes({ orderId }: { orderId: string }) {
  const { data } = useQuery({ queryKey: ['settings'], queryFn: settings, staleTime: Infinity })
  if (!data?.behind_the_scenes) return null
  return (
    <Catchword to={`/behind-the-scenes/${orderId}`}>How this order travelled, behind the scenes</Catchword>
  )
}
