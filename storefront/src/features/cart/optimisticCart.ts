/** Optimistic updates: the cart after a change, before the service has confirmed it. */
import { orderableLines, type Cart, type CartLine } from '@/lib/cart'

type Lines = Cart['lines']

const replaceLine = (lines: Lines, line: CartLine): Lines =>
  lines.some(({ isbn }) => isbn === line.isbn)
    ? lines.map((existing) => (existing.isbn === line.isbn ? (line as Lines[number]) : existing))
    : [...lines, line as Lines[number]]

const filterLine = (lines: Lines, isbn: string): Lines => lines.filter((line) => line.isbn !== isbn)

const recount = (cart: Cart): Cart => ({
  ...cart,
  copies: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
  subtotal: orderableLines(cart.lines as CartLine[]).reduce(
    (sum, line) => sum + line.quantity * line.price,
    0,
  ),
})

export function applyLine(cart: Cart, line: CartLine, saved: boolean): Cart {
  const updated = { ...line, notices: remainingNotices(line) }
  return recount({
    ...cart,
    lines: saved ? filterLine(cart.lines, line.isbn) : replaceLine(cart.lines, updated),
    saved: saved ? replaceLine(cart.saved, updated) : filterLine(cart.saved, line.isbn),
  })
}

export const removeLine = (cart: Cart, isbn: string): Cart =>
  recount({ ...cart, lines: filterLine(cart.lines, isbn), saved: filterLine(cart.saved, isbn) })

/** Find the version of a line as the service knows it; undefined where the cart has no such line. */
export const versionOf = (cart: Cart | undefined, isbn: string): string | undefined =>
  cart && [...cart.lines, ...cart.saved].find((line) => line.isbn === isbn)?.version

/** Take over the versions of a response, and nothing else. */
export function replaceVersions(cart: Cart, updated: Cart): Cart {
  const replace = (line: Lines[number]) => ({
    ...line,
    version: versionOf(updated, line.isbn) ?? line.version,
  })
  return { ...cart, lines: cart.lines.map(replace), saved: cart.saved.map(replace) }
}

/** Keep the notices that are still true after the change. */
const remainingNotices = (line: CartLine): CartLine['notices'] =>
  line.notices.filter((notice) => {
    if (notice === 'fewer_left') return line.left != null && line.left < line.quantity
    if (notice === 'price_rose' || notice === 'price_fell') return line.price !== line.price_seen
    return notice !== 'one_copy'
  })
