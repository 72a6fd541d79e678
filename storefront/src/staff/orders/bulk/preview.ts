/** What a pasted list would do, line by line, before it does anything. */
import type { StaffOrder } from '../api/orders'
import { isDisputed, STATUSES } from '../orderText'
import type { ParcelLine } from './parcelList'

export interface PreviewLine extends ParcelLine {
  found: StaffOrder | undefined
  /** Why it is left out; '' for one that is shipped. */
  problem: string
}

/** Judge a line by the orders that its number finds, and by the numbers of the lines before it. */
export function previewLine(
  line: ParcelLine,
  matches: readonly StaffOrder[],
  previous: readonly PreviewLine[],
): PreviewLine {
  const found = matches.length === 1 ? matches[0] : undefined
  return { ...line, found, problem: findProblem(line, matches, previous) }
}

function findProblem(
  line: ParcelLine,
  matches: readonly StaffOrder[],
  previous: readonly PreviewLine[],
): string {
  const [order] = matches
  if (!order) return 'No order has this number.'
  if (matches.length > 1) return 'Several orders end like this: write the whole number.'
  if (previous.some(({ found }) => found?.order_id === order.order_id)) return 'It is in the list twice.'
  if (order.status !== 'paid') return `It is not to pack: ${STATUSES[order.status].label.toLowerCase()}.`
  if (isDisputed(order)) return 'Its payment is disputed: decide on its page.'
  return line.tracking.length > 60 ? 'The tracking number is too long.' : ''
}
