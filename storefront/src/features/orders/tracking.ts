import type { Order } from '@/lib/orders'

/** The tracking pages of the known carriers. */
const CARRIERS = new Map([
  ['royal mail', 'https://www.royalmail.com/track-your-item#/tracking-results/'],
  ['dhl', 'https://www.dhl.com/gb-en/home/tracking.html?tracking-id='],
  ['dpd', 'https://www.dpd.co.uk/apps/tracking/?reference='],
])

export function buildTrackingUrl({ carrier, tracking }: NonNullable<Order['parcel']>): string | undefined {
  const prefix = CARRIERS.get(carrier.trim().toLowerCase())
  return prefix && tracking ? prefix + encodeURIComponent(tracking) : undefined
}
