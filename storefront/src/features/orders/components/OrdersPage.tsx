import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { LoadMore } from '@/components/LoadMore'
import { AccountLayout } from '@/components/AccountLayout'
import { EmptyState } from '@/components/states/EmptyState'
import { ordersQuery } from '@/lib/orders'
import { OrderRow } from './OrderRow'
import { OrdersSkeleton } from './Skeletons'

export function Component() {
  return (
    <AccountLayout title="Your orders">{(customer) => <Orders customerId={customer.id} />}</AccountLayout>
  )
}

function Orders({ customerId }: { customerId: string }) {
  const list = useInfiniteQuery({
    ...ordersQuery(customerId),
    throwOnError: (_, query) => query.state.data === undefined, // a loaded list stays when a refetch fails
  })
  const { data } = list
  const orders = data?.pages.flatMap((page) => page.items)
  if (!orders) return <OrdersSkeleton />
  if (!orders.length) return <EmptyOrders />
  return (
    <>
      <ul className="lines orders">
        {orders.map((order) => (
          <OrderRow key={order.order_id} order={order} />
        ))}
      </ul>
      <LoadMore list={list}>Show older orders</LoadMore>
    </>
  )
}

function EmptyOrders() {
  return (
    <EmptyState title="No orders yet">
      <p className="prose mb-0">
        When you order, you can track it here. <Link to="/">Start shopping</Link>.
      </p>
    </EmptyState>
  )
}
