import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { formatDate } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { formatBookCount, cancelOrder, orderQuery } from '@/lib/orders'

interface OpenOrderNoticeProps {
  customerId: string
  orderId: string
  /** Called when the open order has been cancelled. */
  onCancelled: () => void
}

/** Asks the customer to pay or cancel the open order: only one order may be unpaid. */
export function OpenOrderNotice({ customerId, orderId, onCancelled }: OpenOrderNoticeProps) {
  const { data: order } = useQuery(orderQuery(customerId, orderId))
  const cancelMutation = useMutation({
    mutationFn: () => cancelOrder(customerId, orderId),
    onSuccess: onCancelled,
  })
  return (
    <Note tone="warn" live>
      <p>
        You have an unpaid order
        {order &&
          `: ${formatBookCount(order)} for ${formatMoney(order.totals.total, order.totals.currency)}, placed on ${formatDate(order.placed_at)}`}
        . Please pay for it or cancel it before you place another.
      </p>
      {cancelMutation.error instanceof ApiError && (
        <p className="text-danger">{cancelMutation.error.message}</p>
      )}
      <p className="d-flex flex-wrap gap-3 align-items-center mt-3">
        <Link className="btn btn-outline-primary" to={`/checkout/pay/${orderId}`}>
          Pay for that order
        </Link>
        <BusyButton
          type="button"
          className="btn-outline-primary"
          busy={cancelMutation.isPending}
          onClick={() => cancelMutation.mutate()}
        >
          Cancel it and pay for this one
        </BusyButton>
      </p>
    </Note>
  )
}
