import { useState } from 'react'
import { Field } from '@/components/forms/Field'
import { Note } from '@/components/Note'
import { loadLocal, saveLocal } from '@/lib/storage'
import { ActionDialog } from '../../parts/ActionDialog'
import { shipOrder } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from '../detail/useOrderAction'
import { isDisputed } from '../orderText'

const CARRIER = 'staff-carrier'

/** Marks an order as shipped; the carrier of the parcel before is suggested. */
export function ShipDialog({ order, onClose }: { order: StaffOrder; onClose: () => void }) {
  const [carrier, setCarrier] = useState(() => loadLocal(CARRIER, ''))
  const [tracking, setTracking] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  const disputed = isDisputed(order)
  const ship = useOrderAction({
    act: () => {
      saveLocal(CARRIER, carrier)
      return shipOrder(order.order_id, { carrier, tracking, despite_dispute: disputed && isConfirmed })
    },
    message: 'The order is shipped. The customer gets an email with the tracking number.',
    onDone: onClose,
  })
  return (
    <ActionDialog
      title="Ship this order"
      action="Mark as shipped"
      isBusy={ship.isPending}
      error={ship.error}
      isDisabled={disputed && !isConfirmed}
      onAction={() => ship.mutate(undefined)}
      onClose={onClose}
    >
      <div className="d-grid gap-3">
        <Field
          label="Tracking number"
          required={false}
          autoFocus
          autoComplete="off"
          maxLength={60}
          value={tracking}
          onChange={(event) => setTracking(event.target.value)}
        />
        <Field
          label="Carrier"
          required={false}
          maxLength={60}
          value={carrier}
          onChange={(event) => setCarrier(event.target.value)}
        />
        {disputed && (
          <>
            <Note tone="warn">
              The customer’s bank disputes this payment. If you ship, the money may be lost.
            </Note>
            <label className="form-check">
              <input
                type="checkbox"
                className="form-check-input"
                checked={isConfirmed}
                onChange={(event) => setConfirmed(event.target.checked)}
              />
              <span className="form-check-label">Ship it nevertheless</span>
            </label>
          </>
        )}
      </div>
    </ActionDialog>
  )
}
