import type { Refundable } from '../api/order'

/** Copies to refund, by ISBN. */
export type Copies = Readonly<Record<string, number>>

/** The sum that the service would refund for these copies. */
export const sumRefund = ({ lines }: Refundable, copies: Copies): number =>
  lines.reduce((sum, { isbn, amounts }) => sum + (amounts[(copies[isbn] ?? 0) - 1] ?? 0), 0)
