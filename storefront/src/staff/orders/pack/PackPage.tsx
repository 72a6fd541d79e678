import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useNavigate, useParams } from 'react-router'
import { LoadingMessage } from '@/components/states/Skeleton'
import { shortOrderNumber } from '@/lib/orders'
import { useStaffId } from '../../access/access'
import { StaffPage } from '../../shell/StaffPage'
import { nextToPackQuery, orderQuery } from '../api/order'
import { OrderStatusLabel } from '../OrderStatusLabel'
import { customerName } from '../orderText'
import { PackForm } from './PackForm'

export function Component() {
  const { orderId = '' } = useParams()
  return (
    <Suspense fallback={<LoadingMessage label="Loading the order" />}>
      <PackPage key={orderId} orderId={orderId} />
    </Suspense>
  )
}

/** One parcel; when it is shipped the next order that waits opens by itself. */
function PackPage({ orderId }: { orderId: string }) {
  const staffId = useStaffId()
  const navigate = useNavigate()
  const { data: order } = useSuspenseQuery(orderQuery(staffId, orderId))
  const { data: next } = useQuery(nextToPackQuery(staffId, order))
  const goOn = () => void navigate(next ? `/orders/${next}/pack` : '/orders?status=paid')
  return (
    <StaffPage
      title={`Pack ${shortOrderNumber(order.order_id)}`}
      meta={
        <>
          <span>{customerName(order)}</span>
          <OrderStatusLabel status={order.status} />
        </>
      }
    >
      <PackForm order={order} onShipped={goOn} onSkip={goOn} />
    </StaffPage>
  )
}
