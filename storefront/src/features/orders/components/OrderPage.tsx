import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { RequireSignIn } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { OrderNotFound } from '@/components/states/OrderNotFound'
import { isNotFound } from '@/lib/api'
import { formatDate } from '@/lib/dates'
import {
  orderHeadline,
  needsShipping,
  orderQuery,
  shortOrderNumber,
  useExpectedArrival,
  type Order,
} from '@/lib/orders'
import { settingsQuery } from '@/lib/settings'
import { leadText } from '../leadText'
import { OrderLineRow } from './OrderLineRow'
import { OrderSkeleton } from './Skeletons'
import { DeliveryProgress } from './DeliveryProgress'
import { Receipt } from './Receipt'

export function Component() {
  const { orderId = '' } = useParams()
  return (
    <RequireSignIn>{(customer) => <OrderPage customerId={customer.id} orderId={orderId} />}</RequireSignIn>
  )
}

function OrderPage({ customerId, orderId }: { customerId: string; orderId: string }) {
  const { data: order, error } = useQuery({
    ...orderQuery(customerId, orderId),
    throwOnError: (error, query) => !isNotFound(error) && query.state.data === undefined,
  })
  const crumbs = [{ label: 'Your orders', to: '/orders' }, { label: shortOrderNumber(orderId) }]
  return (
    <div className="container">
      <Seo title={`Order ${shortOrderNumber(orderId)}`} noindex />
      <Breadcrumbs crumbs={crumbs} meta={order && `placed on ${formatDate(order.placed_at)}`} />
      {order ? (
        <OrderContent customerId={customerId} order={order} />
      ) : isNotFound(error) ? (
        <OrderNotFound />
      ) : (
        <OrderSkeleton />
      )}
    </div>
  )
}

function OrderContent({ customerId, order }: { customerId: string; order: Order }) {
  const expectedArrival = useExpectedArrival(order)
  return (
    <>
      <PageTitle className="mb-2">{orderHeadline(order)}</PageTitle>
      <p className="lead quiet">
        {leadText(order)}
        {expectedArrival && ` Estimated arrival: ${expectedArrival}.`}
      </p>
      {needsShipping(order) && order.status !== 'cancelled' ? (
        <DeliveryProgress order={order} />
      ) : (
        <div className="mb-5" />
      )}
      <div className="two">
        <div>
          <ul className="lines">
            {order.lines.map((line) => (
              <OrderLineRow key={line.isbn} line={line} order={order} />
            ))}
          </ul>
          <TraceLink orderId={order.order_id} />
        </div>
        <Receipt customerId={customerId} order={order} />
      </div>
    </>
  )
}

function TraceLink({ orderId }: { orderId: string }) {
  const { data } = useQuery(settingsQuery())
  if (!data?.behind_the_scenes) return null
  return <NextLink to={`/behind-the-scenes/${orderId}`}>See this order behind the scenes</NextLink>
}
