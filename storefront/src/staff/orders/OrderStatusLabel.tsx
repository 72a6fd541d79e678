import type { OrderStatus } from './api/orders'
import { STATUSES } from './orderText'

export function OrderStatusLabel({ status }: { status: OrderStatus }) {
  const { label, tone, isFull } = STATUSES[status]
  return <span className={`status ${tone} ${isFull ? 'full' : ''}`}>{label}</span>
}
