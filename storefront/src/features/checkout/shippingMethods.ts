import { formatArrival, type ShippingOption } from '@/lib/delivery'
import type { Draft } from './draft'

/** The labels of the shipping methods; prices and times come from the orders service. */
export const SHIPPING_METHODS: Record<Draft['shipping'], { name: string; carrier: string }> = {
  standard: { name: 'Standard', carrier: 'By post' },
  express: { name: 'Express', carrier: 'By courier' },
}

/** Format " 27–30 November"; undefined while the options load. */
export function arrivalLabel(
  options: readonly ShippingOption[],
  method: Draft['shipping'],
): string | undefined {
  const option = options.find((candidate) => candidate.method === method)
  return option && formatArrival(option)
}
