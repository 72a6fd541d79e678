import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { LoadMore } from '@/components/LoadMore'
import { ErrorState } from '@/components/states/ErrorState'
import { LoadingMessage } from '@/components/states/Skeleton'
import { useMay, useStaffId } from '../../access/access'
import { useCommands } from '../../commands/commands'
import { useNavigateTo } from '../../parts/useNavigateTo'
import { useRows } from '../../parts/useRows'
import { StaffPage } from '../../shell/StaffPage'
import { ordersQuery, type StaffOrder } from '../api/orders'
import { useLiveOrders } from '../live/useLiveOrders'
import { ExportButton } from './ExportButton'
import { readFilter } from './filter'
import { OrderFilters } from './OrderFilters'
import { OrdersTable } from './OrdersTable'
import { OrderViews } from './OrderViews'
import { SelectionBar } from './SelectionBar'

export function Component() {
  const [params] = useSearchParams()
  const { isLive } = useLiveOrders()
  const canShip = useMay()('orders.fulfil')
  const go = useNavigateTo()
  useCommands(canShip ? [{ name: 'Ship from a list', group: 'Orders', run: () => go('/orders/ship') }] : [])
  return (
    <StaffPage
      title="Orders"
      meta={
        <span className={`status small ${isLive ? 'good full' : ''}`}>
          {isLive ? 'Live' : 'Every 15 seconds'}
        </span>
      }
      actions={
        <>
          <ExportButton filter={readFilter(params)} />
          {canShip && (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => go('/orders/ship')}
            >
              Ship from a list
            </button>
          )}
        </>
      }
    >
      <OrderViews />
      <OrderFilters />
      <OrderList key={params.toString()} />
    </StaffPage>
  )
}

function OrderList() {
  const [params] = useSearchParams()
  const list = useInfiniteQuery(ordersQuery(useStaffId(), readFilter(params)))
  const orders = list.data?.pages.flatMap(({ items }) => items)
  if (list.error && !orders)
    return (
      <ErrorState
        error={list.error}
        onRetry={() => void list.refetch()}
        title="We couldn’t load the orders"
      />
    )
  if (!orders) return <LoadingMessage label="Loading orders" />
  return (
    <>
      <Rows orders={orders} />
      {orders.length === 0 && (
        <p className="quiet">{list.hasNextPage ? 'None of the newest orders match.' : 'No orders match.'}</p>
      )}
      <LoadMore list={list}>{orders.length ? 'Show older orders' : 'Look at older orders'}</LoadMore>
    </>
  )
}

function Rows({ orders }: { orders: readonly StaffOrder[] }) {
  const { body, ...rows } = useRows({ noun: 'order', ids: orders.map(({ order_id }) => order_id) })
  if (orders.length === 0) return null
  return (
    <>
      <OrdersTable orders={orders} body={body} rows={rows} />
      <SelectionBar
        selected={orders.filter(({ order_id }) => rows.isSelected(order_id))}
        onClear={() => rows.setAll(false)}
      />
    </>
  )
}
