import { useQuery } from '@tanstack/react-query'
import { formatMoney } from '@/lib/money'
import { formatCount } from '@/lib/text'
import { useStaffId } from '../../access/access'
import { ActionDialog } from '../../parts/ActionDialog'
import { cancelOrder, refundableQuery } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from '../detail/useOrderAction'
import { countCopies } from '../orderText'

/** Cancels an order that cannot be fulfilled, after the sum that goes back was shown. */
export function CancelDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const { data: refundable } = useQuery(refundableQuery(useStaffId(), order.order_id))
  const cancel = useOrderAction({
    act: () => cancelOrder(order.order_id),
    message: 'The order is cancelled.',
    onDone: onClose,
  })
  const paid = order.paid_at !== null
  return (
    <ActionDialog
      title="Cancel this order"
      action={
        refundable && paid && refundable.left
          ? `Cancel and refund ${formatMoney(refundable.left, refundable.currency)}`
          : 'Cancel order'
      }
      isBusy={cancel.isPending}
      error={cancel.error}
      isDisabled={!refundable}
      onAction={() => cancel.mutate(undefined)}
      onClose={onClose}
    >
      <p>This cannot be undone. What follows:</p>
      <ul className="mb-0">
        <li>{formatCount(countCopies(order), 'copy', 'copies')} can be sold to somebody else.</li>
        {paid && refundable && (
          <li>
            <b>{formatMoney(refundable.left, refundable.currency)}</b> goes back to the customer’s card.
          </li>
        )}
        {!paid && <li>Nothing was paid. The payment is stopped at Stripe.</li>}
        {order.coupon && <li>The customer can use the coupon {order.coupon} once more.</li>}
      </ul>
    </ActionDialog>
  )
}
