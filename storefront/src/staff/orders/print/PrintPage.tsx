import { useSuspenseQueries } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useSearchParams } from 'react-router'
import { LoadingMessage } from '@/components/states/Skeleton'
import { useStaffId } from '../../access/access'
import { useCommands } from '../../commands/commands'
import { StaffPage } from '../../shell/StaffPage'
import { orderQuery } from '../api/order'
import { PackingSlip } from './PackingSlip'
import { PickList } from './PickList'

/** A sheet is printed for each; more than this at once is a mistake. */
const MAX_ORDERS = 100

export function Component() {
  const [params] = useSearchParams()
  const ids = (params.get('ids') ?? '').split(',').filter(Boolean).slice(0, MAX_ORDERS)
  return (
    <Suspense fallback={<LoadingMessage label="Loading the orders" />}>
      <PrintPage ids={ids} isPickList={params.get('what') === 'pick'} />
    </Suspense>
  )
}

function PrintPage({ ids, isPickList }: { ids: string[]; isPickList: boolean }) {
  const staffId = useStaffId()
  const orders = useSuspenseQueries({ queries: ids.map((id) => orderQuery(staffId, id)) }).map(
    ({ data }) => data,
  )
  useCommands([{ name: 'Print', group: 'This page', keys: 'p', run: () => print() }])
  return (
    <StaffPage
      title={isPickList ? 'Pick list' : 'Packing slips'}
      actions={
        <button type="button" className="btn btn-primary btn-sm" onClick={() => print()}>
          Print
        </button>
      }
    >
      {isPickList ? (
        <PickList orders={orders} />
      ) : (
        orders.map((order) => <PackingSlip key={order.order_id} order={order} />)
      )}
    </StaffPage>
  )
}
