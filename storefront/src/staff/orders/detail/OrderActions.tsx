import { Link, useNavigate } from 'react-router'
import { useMay } from '../../access/access'
import { useCommands } from '../../commands/commands'
import { deliverOrder } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from './useOrderAction'

export type OrderDialogName = 'ship' | 'cancel' | 'refund'

interface OrderActionsProps {
  order: StaffOrder
  onOpen: (dialog: OrderDialogName) => void
}

/** What may be done with the order now, by this account. */
export function OrderActions({ order, onOpen }: OrderActionsProps) {
  const may = useMay()
  const navigate = useNavigate()
  const packPath = `/orders/${order.order_id}/pack`
  const deliver = useOrderAction({
    act: () => deliverOrder(order.order_id),
    message: 'The order is delivered.',
  })
  const canShip = order.status === 'paid' && may('orders.fulfil')
  const canDeliver = order.status === 'shipped' && may('orders.fulfil')
  const canCancel = ['pending_payment', 'paid'].includes(order.status) && may('orders.cancel')
  const canRefund = order.paid_at !== null && order.payment !== 'imported' && may('orders.refund')
  const markDelivered = () => deliver.mutate(undefined)
  const group = 'This order'
  useCommands([
    ...(canShip
      ? [
          { name: 'Pack with the scanner', group, keys: 'p', run: () => void navigate(packPath) },
          { name: 'Mark as shipped', group, keys: 's', run: () => onOpen('ship') },
        ]
      : []),
    ...(canDeliver ? [{ name: 'Mark as delivered', group, keys: 'd', run: markDelivered }] : []),
    ...(canRefund ? [{ name: 'Refund', group, keys: 'r', run: () => onOpen('refund') }] : []),
    ...(canCancel ? [{ name: 'Cancel the order', group, run: () => onOpen('cancel') }] : []),
    { name: 'Back to the list', group, keys: 'u', run: () => void navigate('/orders') },
  ])
  return (
    <>
      <Link className="btn btn-outline-primary btn-sm" to={`/orders/print?ids=${order.order_id}`}>
        Packing slip
      </Link>
      {canCancel && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onOpen('cancel')}>
          Cancel…
        </button>
      )}
      {canRefund && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onOpen('refund')}>
          Refund…
        </button>
      )}
      {canDeliver && (
        <button type="button" className="btn btn-primary btn-sm" onClick={markDelivered}>
          Mark as delivered
        </button>
      )}
      {canShip && (
        <>
          <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => onOpen('ship')}>
            Ship…
          </button>
          <Link className="btn btn-primary btn-sm" to={packPath}>
            Pack
          </Link>
        </>
      )}
    </>
  )
}
