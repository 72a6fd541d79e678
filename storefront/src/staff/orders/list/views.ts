/** Filters with a name: those of the shop, and those that this device has saved. */
import { loadLocal, saveLocal } from '@/lib/storage'

export interface SavedView {
  name: string
  /** A query string, such as `status=paid`. */
  query: string
}

export const STANDARD_VIEWS: readonly SavedView[] = [
  { name: 'All', query: '' },
  { name: 'To pack', query: 'status=paid' },
  { name: 'Not paid', query: 'status=pending_payment' },
  { name: 'Shipped', query: 'status=shipped' },
  { name: 'Disputed', query: 'flag=disputed' },
  { name: 'Refund failed', query: 'flag=refund_failed' },
]

const KEY = 'staff-order-views'

export const loadViews = (): SavedView[] => {
  const stored = loadLocal<unknown>(KEY, [])
  return Array.isArray(stored) ? stored.filter(isView) : []
}

export const saveViews = (views: readonly SavedView[]): void => saveLocal(KEY, views)

const isView = (value: unknown): value is SavedView =>
  typeof value === 'object' && value !== null && 'name' in value && 'query' in value
