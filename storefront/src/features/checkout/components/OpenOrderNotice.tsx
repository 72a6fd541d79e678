import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { dateOf } from '@/lib/dates'
import { money } from '@/lib/money'
import { booksOf, cancelOrder, orderQuery } from '@/lib/orders'

interface OpenOrderProps {
  readerId: string
  orderId: string
  /** The way is free. */
  onGone: () => void
}

/** One unpaid order at a time: this one is paid first, or given up. */
export function OpenOrder({ readerId, orderId, onGone }: OpenOrderProps) {
  const { data: order } = useQuery(orderQuery(readerId, orderId))
  const cancelling = useMutation({ mutationFn: () => cancelOrder(orderId), onSuccess: onGone })
  return (
    <Note tone="warn" live>
      <p>
        You have an order that is not paid yet
        {order &&
          `: ${booksOf(order)} for ${money(order.totals.total, order.totals.currency)}, placed on ${dateOf(order.placed_at)}`}
        . Please pay it, or give it up, before the next one.
      </p>
      {cancelling.error instanceof ApiError && <p className="text-danger">{cancelling.error.message}</p>}
      <p className="d-flex flex-wrap gap-3 align-items-center mt-3">
        <Link className="btn btn-outline-primary" to={`/checkout/pay/${orderId}`}>
          Pay that one
        </Link>
        <BusyButton
          type="button"
          className="btn-outline-primary"
          busy={cancelling.isPending}
          onClick={() => cancelling.mutate()}
        >
          Give it up and pay this one
        </BusyButton>
      </p>
    </Note>
  )
}
