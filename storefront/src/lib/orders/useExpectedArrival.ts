import { formatArrival, useShippingOptions, addWorkingDays } from '../delivery'
import type { Order } from './orders'
import { needsShipping } from './orderText'

/** Format the expected arrival, such as "27–30 November"; undefined for a late or digital order. */
export function useExpectedArrival(order: Order): string | undefined {
  const options = useShippingOptions(order.address?.country)
  const option = options.find(({ method }) => method === order.shipping)
  const isAwaited = order.status === 'paid' || order.status === 'shipped'
  if (!option || !isAwaited || !needsShipping(order)) return undefined
  const orderedAt = new Date(order.paid_at ?? order.placed_at)
  return addWorkingDays(orderedAt, option.slowest) > new Date() ? formatArrival(option, orderedAt) : undefined
}
