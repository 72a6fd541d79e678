import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { cancelOrder, orderKey, type Order } from '@/lib/orders'
import { useToasts } from '@/lib/toasts'

/** While nothing has left the shop. Asked twice, and the answer says where the money goes. */
export function CancelOrder({ readerId, order }: { readerId: string; order: Order }) {
  const [sure, setSure] = useState(false)
  const queries = useQueryClient()
  const { say } = useToasts()
  const key = orderKey(readerId, order.order_id)
  const cancelling = useMutation({
    mutationFn: () => cancelOrder(order.order_id),
    onSuccess: (now) => {
      queries.setQueryData(key, now)
      say(
        now.refunded_total
          ? 'The order is cancelled. Your money is on its way back.'
          : 'The order is cancelled.',
      )
    },
    // It may have been packed in the meantime: then the page shows how it stands now.
    onError: () => void queries.invalidateQueries({ queryKey: key }),
  })
  const may = order.status === 'pending_payment' || order.status === 'paid'
  const problem = cancelling.error && (
    <div className="mt-3">
      <Note tone="bad" live>
        {cancelling.error instanceof ApiError
          ? cancelling.error.message
          : 'That did not work. Please try again.'}
      </Note>
    </div>
  )
  if (!may) return problem
  if (!sure)
    return (
      <p className="mt-3 mb-0">
        <button type="button" className="textbutton" onClick={() => setSure(true)}>
          Cancel this order
        </button>
      </p>
    )
  return (
    <div role="group" aria-label="Cancel this order?" className="mt-3">
      <p className="small quiet mb-0">
        {order.status === 'paid'
          ? 'What you paid goes back to your card, and the books go back on the shelf.'
          : 'Nothing was charged; the books go back on the shelf.'}
      </p>
      {problem}
      <BusyButton
        type="button"
        className="btn-outline-primary mt-2"
        busy={cancelling.isPending}
        onClick={() => cancelling.mutate()}
      >
        Yes, cancel it
      </BusyButton>
      <button type="button" className="textbutton mt-2" autoFocus onClick={() => setSure(false)}>
        No, keep it
      </button>
    </div>
  )
}
