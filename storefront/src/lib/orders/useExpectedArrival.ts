import { formatArrival, useShippingOptions, addWorkingDays, type DeliveryTime } from '../delivery'
import type { Order } from './orders'
import { needsShipping } from './orderText'

/** Load how long its delivery takes, and format the expected arrival. */
export function useExpectedArrival(order: Order): string | undefined {
  const options = useShippingOptions(order.address?.country)
  return expectedArrival(
    order,
    options.find(({ method }) => method === order.shipping),
  )
}

/** Format the expected arrival, such as "27–30 November"; undefined for a late or digital order. */
export function expectedArrival(order: Order, option: DeliveryTime | undefined): string | undefined {
  const isAwaited = order.status === 'paid' || order.status === 'shipped'
  if (!option || !isAwaited || !needsShipping(order)) return undefined
  const orderedAt = new Date(order.paid_at ?? order.placed_at)
  return addWorkingDays(orderedAt, option.slowest) > new Date() ? formatArrival(option, orderedAt) : undefined
}
