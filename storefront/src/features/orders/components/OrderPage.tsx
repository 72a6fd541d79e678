import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { RequireSignIn } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { OrderNotFound } from '@/components/states/OrderNotFound'
import { isNotFound } from '@/lib/api'
import { formatDate } from '@/lib/dates'
import { expectedArrival, orderHeadline, needsShipping, pollInterval, shortOrderNumber } from '@/lib/orders'
import { settingsQuery } from '@/lib/settings'
import { useOrderChanges } from '../api/orderChanges'
import { ownOrderKey, ownOrderQuery, type OwnOrder } from '../api/ownOrder'
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
  const queries = useQueryClient()
  const key = ownOrderKey(customerId, orderId)
  const mayChange = pollInterval(queries.getQueryData<OwnOrder>(key)?.order) !== false
  const isLive = useOrderChanges(orderId, mayChange, () => void queries.invalidateQueries({ queryKey: key }))
  const { data: own, error } = useQuery({
    ...ownOrderQuery(customerId, orderId, isLive),
    throwOnError: (error, query) => !isNotFound(error) && query.state.data === undefined,
  })
  const crumbs = [{ label: 'Your orders', to: '/orders' }, { label: shortOrderNumber(orderId) }]
  return (
    <div className="container">
      <Seo title={`Order ${shortOrderNumber(orderId)}`} noindex />
      <Breadcrumbs crumbs={crumbs} meta={own && `placed on ${formatDate(own.order.placed_at)}`} />
      {own ? (
        <OrderContent customerId={customerId} own={own} />
      ) : isNotFound(error) ? (
        <OrderNotFound />
      ) : (
        <OrderSkeleton />
      )}
    </div>
  )
}

function OrderContent({ customerId, own }: { customerId: string; own: OwnOrder }) {
  const { order, books, delivery } = own
  const arrival = expectedArrival(order, delivery)
  return (
    <>
      <PageTitle className="mb-2">{orderHeadline(order)}</PageTitle>
      <p className="lead quiet">
        {leadText(order)}
        {arrival && ` Estimated arrival: ${arrival}.`}
      </p>
      {needsShipping(order) && order.status !== 'cancelled' ? (
        <DeliveryProgress order={order} books={books} />
      ) : (
        <div className="mb-5" />
      )}
      <div className="two">
        <div>
          <ul className="lines">
            {order.lines.map((line) => (
              <OrderLineRow key={line.isbn} line={line} order={order} book={books.get(line.book_id)} />
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
