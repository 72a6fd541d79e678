import { arrival, useWays, workingDaysAfter } from '../delivery'
import type { Order } from './orders'
import { isSent } from './orderText'

/** "27–30 November", while a parcel is awaited; nothing once it is late, or where nothing is sent. */
export function useExpected(order: Order): string | undefined {
  const ways = useWays(order.address?.country)
  const way = ways.find(({ method }) => method === order.shipping)
  const awaited = order.status === 'paid' || order.status === 'shipped'
  if (!way || !awaited || !isSent(order)) return undefined
  const ordered = new Date(order.paid_at ?? order.placed_at)
  return workingDaysAfter(ordered, way.slowest) > new Date() ? arrival(way, ordered) : undefined
}
