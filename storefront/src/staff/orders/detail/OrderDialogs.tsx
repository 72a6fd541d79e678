import type { StaffOrder } from '../api/orders'
import { CancelDialog } from '../dialogs/CancelDialog'
import { RefundDialog } from '../dialogs/RefundDialog'
import { ShipDialog } from '../dialogs/ShipDialog'
import type { OrderDialogName } from './OrderActions'

interface OrderDialogsProps {
  order: StaffOrder
  name: OrderDialogName | undefined
  onClose: () => void
}

export function OrderDialogs({ order, name, onClose }: OrderDialogsProps) {
  switch (name) {
    case 'ship':
      return <ShipDialog order={order} onClose={onClose} />
    case 'cancel':
      return <CancelDialog order={order} onClose={onClose} />
    case 'refund':
      return <RefundDialog order={order} onClose={onClose} />
    case undefined:
      return null
  }
}
