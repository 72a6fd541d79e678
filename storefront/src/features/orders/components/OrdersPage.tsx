import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { More } from '@/components/LoadMore'
import { AccountFrame } from '@/components/AccountLayout'
import { Nothing } from '@/components/states/EmptyState'
import { ordersQuery } from '@/lib/orders'
import { OrderRow } from './OrderRow'
import { RowsSkeleton } from './Skeletons'

export function Component() {
  return <AccountFrame title="Your orders">{(reader) => <Orders readerId={reader.id} />}</AccountFrame>
}

function Orders({ readerId }: { readerId: string }) {
  const list = useInfiniteQuery({
    ...ordersQuery(readerId),
    throwOnError: (_, query) => query.state.data === undefined, // a list in sight stays when a later look fails
  })
  const { data } = list
  const orders = data?.pages.flatMap((page) => page.items)
  if (!orders) return <RowsSkeleton />
  if (!orders.length) return <NoOrders />
  return (
    <>
      <ul className="lines orders">
        {orders.map((order) => (
          <OrderRow key={order.order_id} order={order} />
        ))}
      </ul>
      <More of={list}>Earlier orders</More>
    </>
  )
}

function NoOrders() {
  return (
    <Nothing title="No orders yet">
      <p className="prose mb-0">
        What you buy is kept here, and can be followed until it is with you.{' '}
        <Link to="/">The shelves are this way</Link>.
      </p>
    </Nothing>
  )
}
