import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { cancelOrder, type Order } from '@/lib/orders'
import { useToasts } from '@/lib/toasts'
import { ownOrderKey, type OwnOrder } from '../api/ownOrder'

/** Cancels an order that has not been shipped, after a confirmation. */
export function CancelOrder({ customerId, order }: { customerId: string; order: Order }) {
  const [isConfirming, setConfirming] = useState(false)
  const queries = useQueryClient()
  const { toast } = useToasts()
  const key = ownOrderKey(customerId, order.order_id)
  const cancelMutation = useMutation({
    mutationFn: () => cancelOrder(customerId, order.order_id),
    onSuccess: (updated) => {
      queries.setQueryData<OwnOrder>(key, (own) => own && { ...own, order: updated })
      toast(
        updated.refunded_total
          ? 'Your order has been cancelled and your refund is on its way.'
          : 'Your order has been cancelled.',
      )
    },
    // The order may have been shipped meanwhile: show its current state.
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  })
  const canCancel = order.status === 'pending_payment' || order.status === 'paid'
  const problem = cancelMutation.error && (
    <div className="mt-3">
      <Note tone="bad" live>
        {cancelMutation.error instanceof ApiError
          ? cancelMutation.error.message
          : 'Something went wrong. Please try again.'}
      </Note>
    </div>
  )
  if (!canCancel) return problem
  if (!isConfirming)
    return (
      <p className="mt-3 mb-0">
        <button type="button" className="textbutton" onClick={() => setConfirming(true)}>
          Cancel this order
        </button>
      </p>
    )
  return (
    <div role="group" aria-label="Cancel this order?" className="mt-3">
      <p className="small quiet mb-0">
        {order.status === 'paid' ? 'We’ll refund what you paid to your card.' : 'You haven’t been charged.'}
      </p>
      {problem}
      <BusyButton
        type="button"
        className="btn-outline-primary mt-2"
        busy={cancelMutation.isPending}
        onClick={() => cancelMutation.mutate()}
      >
        Yes, cancel order
      </BusyButton>
      <button type="button" className="textbutton mt-2" autoFocus onClick={() => setConfirming(false)}>
        No, keep order
      </button>
    </div>
  )
}
