import { arrival, type Way } from '@/lib/delivery'
import type { Draft } from './draft'

/** The service prices them and says how long they take. */
export const METHODS: Record<Draft['shipping'], { name: string; about: string }> = {
  standard: { name: 'Standard', about: 'By post' },
  express: { name: 'Express', about: 'By courier' },
}

/** "with you 27–30 November"; nothing while the ways are not known. */
export function withYou(ways: readonly Way[], method: Draft['shipping']): string | undefined {
  const way = ways.find((one) => one.method === method)
  return way && `with you ${arrival(way)}`
}
