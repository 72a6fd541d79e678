import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Field } from '@/components/forms/Field'
import { LoadingMessage } from '@/components/states/Skeleton'
import { formatMoney } from '@/lib/money'
import { useStaffId } from '../../access/access'
import { ActionDialog } from '../../parts/ActionDialog'
import { refundableQuery, refundOrder, type Refundable } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from '../detail/useOrderAction'
import { RefundCopies } from './RefundCopies'
import { sumRefund, type Copies } from './refundSum'

/** Refunds some copies or everything; the sum is the service's own. */
export function RefundDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const { data: refundable } = useQuery(refundableQuery(useStaffId(), order.order_id))
  return refundable ? (
    <RefundForm order={order} refundable={refundable} onClose={onClose} />
  ) : (
    <LoadingMessage label="Loading what can be refunded" />
  )
}

interface RefundFormProps {
  order: StaffOrder
  refundable: Refundable
  onClose: () => void
}

function RefundForm({ order, refundable, onClose }: RefundFormProps) {
  const [copies, setCopies] = useState<Copies>({})
  const [isAll, setAll] = useState(false)
  const [reason, setReason] = useState('')
  const [restock, setRestock] = useState(false)
  const [key] = useState(() => crypto.randomUUID())
  const sum = isAll ? refundable.left : sumRefund(refundable, copies)
  const money = formatMoney(sum, refundable.currency)
  const lines = Object.entries(copies).flatMap(([isbn, quantity]) => (quantity ? [{ isbn, quantity }] : []))
  const refund = useOrderAction({
    act: () => refundOrder(order.order_id, key, { reason, restock, lines: isAll ? null : lines }),
    message: `${money} goes back to the customer.`,
    onDone: onClose,
  })
  return (
    <ActionDialog
      title="Refund"
      action={sum ? `Refund ${money}` : 'Refund'}
      isBusy={refund.isPending}
      error={refund.error}
      isDisabled={!sum || !reason.trim()}
      onAction={() => refund.mutate(undefined)}
      onClose={onClose}
    >
      <div className="d-grid gap-3">
        <fieldset>
          <legend className="form-label">What</legend>
          <RefundCopies refundable={refundable} copies={copies} isDisabled={isAll} onChange={setCopies} />
          <label className="form-check mt-2">
            <input
              type="checkbox"
              className="form-check-input"
              checked={isAll}
              onChange={(event) => setAll(event.target.checked)}
            />
            <span className="form-check-label">
              Everything that is left, delivery included: {formatMoney(refundable.left, refundable.currency)}
            </span>
          </label>
        </fieldset>
        <Field
          label="Reason"
          hint="The customer can read it."
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <label className="form-check">
          <input
            type="checkbox"
            className="form-check-input"
            checked={restock}
            onChange={(event) => setRestock(event.target.checked)}
          />
          <span className="form-check-label">Put the copies back in stock</span>
        </label>
        <p className="mb-0" aria-live="polite">
          <b>{money}</b> goes back by the way it came; Stripe takes up to ten days.{' '}
          {money !== formatMoney(refundable.left, refundable.currency) &&
            `${formatMoney(refundable.left - sum, refundable.currency)} can still be refunded afterwards.`}
        </p>
      </div>
    </ActionDialog>
  )
}
