/** What a change makes of a cart, before the service has said so. */
import { orderable, type Cart, type CartLine } from '@/lib/cart'

type Lines = Cart['lines']

const replaced = (lines: Lines, line: CartLine): Lines =>
  lines.some(({ isbn }) => isbn === line.isbn)
    ? lines.map((old) => (old.isbn === line.isbn ? (line as Lines[number]) : old))
    : [...lines, line as Lines[number]]

const without = (lines: Lines, isbn: string): Lines => lines.filter((line) => line.isbn !== isbn)

const counted = (cart: Cart): Cart => ({
  ...cart,
  copies: cart.lines.reduce((sum, line) => sum + line.quantity, 0),
  subtotal: orderable(cart.lines as CartLine[]).reduce((sum, line) => sum + line.quantity * line.price, 0),
})

export function withLine(cart: Cart, line: CartLine, saved: boolean): Cart {
  const seen = { ...line, notices: stillTrue(line) }
  return counted({
    ...cart,
    lines: saved ? without(cart.lines, line.isbn) : replaced(cart.lines, seen),
    saved: saved ? replaced(cart.saved, seen) : without(cart.saved, line.isbn),
  })
}

export const withoutLine = (cart: Cart, isbn: string): Cart =>
  counted({ ...cart, lines: without(cart.lines, isbn), saved: without(cart.saved, isbn) })

/** A notice that the change has answered goes away with it. */
const stillTrue = (line: CartLine): CartLine['notices'] =>
  line.notices.filter((notice) => {
    if (notice === 'fewer_left') return line.left != null && line.left < line.quantity
    if (notice === 'price_rose' || notice === 'price_fell') return line.price !== line.price_seen
    return true
  })
