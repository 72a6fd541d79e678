/** What has been scanned into a parcel, of what has to be in it. No React: the rules of packing. */
import type { StaffOrder } from '../api/orders'
import { countRefunded } from '../detail/refunds'
import { isDigital } from '../orderText'

export interface PackLine {
  isbn: string
  title: string
  required: number
}

export type Scanned = Readonly<Record<string, number>>

/** The printed copies that belong into the parcel: those refunded before stay on the shelf. */
export function linesToPack(order: StaffOrder): PackLine[] {
  const refunded = countRefunded(order)
  return order.lines
    .filter(({ format }) => !isDigital(format))
    .map(({ isbn, title, quantity }) => ({ isbn, title, required: quantity - (refunded[isbn] ?? 0) }))
    .filter(({ required }) => required > 0)
}

export type ScanResult =
  { isRight: true; scanned: Scanned; line: PackLine } | { isRight: false; message: string }

/** Put one scanned copy into the parcel; a wrong one is refused with the reason. */
export function scan(lines: readonly PackLine[], scanned: Scanned, code: string): ScanResult {
  const isbn = code.replace(/[\s-]/g, '')
  const line = lines.find((each) => each.isbn === isbn)
  if (!line) return { isRight: false, message: `${isbn || 'Nothing'} is not in this order.` }
  const count = scanned[isbn] ?? 0
  if (count >= line.required)
    return {
      isRight: false,
      message: `${line.title} is in the parcel already: ${count} of ${line.required}.`,
    }
  return { isRight: true, line, scanned: { ...scanned, [isbn]: count + 1 } }
}

export const isComplete = (lines: readonly PackLine[], scanned: Scanned): boolean =>
  lines.every(({ isbn, required }) => (scanned[isbn] ?? 0) === required)
