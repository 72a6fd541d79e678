import { formatArrival, type ShippingOption } from '@/lib/delivery'
import type { Draft } from './draft'

/** The service prices them and says how long they take. */
export const SHIPPING_METHODS: Record<Draft['shipping'], { name: string; carrier: string }> = {
  standard: { name: 'Standard', carrier: 'By post' },
  express: { name: 'Express', carrier: 'By courier' },
}

/** "with you 27–30 November"; nothing while the ways are not known. */
export function arrivalLabel(
  options: readonly ShippingOption[],
  method: Draft['shipping'],
): string | undefined {
  const option = options.find((candidate) => candidate.method === method)
  return option && `with you ${formatArrival(option)}`
}
