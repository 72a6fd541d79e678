import { useSuspenseQuery } from '@tanstack/react-query'
import { Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { LoadingMessage } from '@/components/states/Skeleton'
import { shortOrderNumber } from '@/lib/orders'
import { useStaffId } from '../../access/access'
import { StaffPanel } from '../../parts/StaffPanel'
import { StaffPage } from '../../shell/StaffPage'
import { orderQuery } from '../api/order'
import { OrderStatusLabel } from '../OrderStatusLabel'
import { flagLabel } from '../orderText'
import { CustomerFacts } from './CustomerFacts'
import { Emails } from './Emails'
import { Notes } from './Notes'
import { OrderActions, type OrderDialogName } from './OrderActions'
import { OrderDialogs } from './OrderDialogs'
import { OrderLines } from './OrderLines'
import { Payments } from './Payments'
import { Timeline } from './Timeline'

export function Component() {
  return (
    <Suspense fallback={<LoadingMessage label="Loading the order" />}>
      <OrderPage />
    </Suspense>
  )
}

function OrderPage() {
  const { orderId = '' } = useParams()
  const { data: order } = useSuspenseQuery(orderQuery(useStaffId(), orderId))
  const [dialog, setDialog] = useState<OrderDialogName>()
  return (
    <StaffPage
      title={`Order ${shortOrderNumber(order.order_id)}`}
      meta={
        <>
          <OrderStatusLabel status={order.status} />
          {order.flags.map((flag) => (
            <span key={flag} className="status bad full">
              {flagLabel(flag)}
            </span>
          ))}
        </>
      }
      actions={<OrderActions order={order} onOpen={setDialog} />}
    >
      <div className="staff-columns">
        <div className="staff-stack">
          <StaffPanel title="Books">
            <OrderLines order={order} />
          </StaffPanel>
          <StaffPanel title="Payments and refunds">
            <Payments order={order} />
          </StaffPanel>
          <StaffPanel title="History">
            <Timeline order={order} />
          </StaffPanel>
        </div>
        <div className="staff-stack">
          <StaffPanel title="Customer and delivery">
            <CustomerFacts order={order} />
          </StaffPanel>
          <StaffPanel title="Notes">
            <Notes orderId={order.order_id} />
          </StaffPanel>
          <StaffPanel title="Emails">
            <Emails order={order} />
          </StaffPanel>
        </div>
      </div>
      <OrderDialogs order={order} name={dialog} onClose={() => setDialog(undefined)} />
    </StaffPage>
  )
}
