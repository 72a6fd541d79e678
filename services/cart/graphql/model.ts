import { toReference } from './shared/books'
import { toId, toKey } from './shared/ids'
import { toMoney } from './shared/money'
import { type RouteRequest, changeOf, userErrorsOf } from './shared/route'

/** The line's route, of a guest's cart or of the customer's own, and the values in its braces. */
export const lineRoute = (
  cart: string | null | undefined,
  isbn: string,
): Pick<RouteRequest, 'resource' | 'path'> => {
  const edition = toKey('Edition', isbn)
  return cart
    ? {
        resource: '/carts/{cart_id}/lines/{isbn}',
        path: { cart_id: toKey('Cart', cart), isbn: edition },
      }
    : { resource: '/carts/me/lines/{isbn}', path: { isbn: edition } }
}

export const toCart = (cart: any) => ({
  id: toId('Cart', cart.id),
  revision: cart.revision,
  idempotencyKey: cart.idempotency_key,
  lines: cart.lines.map((line: any) => toCartLine(line)),
  saved: cart.saved.map((line: any) => toCartLine(line)),
  copies: cart.copies,
  subtotal: toMoney(cart.subtotal, cart.currency),
  expiresAt: cart.expires_at,
})

/** The answer to every change of a cart. */
export const toCartPayload = (ctx: any) => {
  const cart = changeOf(ctx)
  const userErrors = userErrorsOf(ctx, { beside: { cart_id: 'cart' } })
  return { cart: cart ? toCart(cart) : null, userErrors }
}

/** The answer to a change of the wishlist: the book it was about. */
export const toWishPayload = (ctx: any) => {
  const userErrors = userErrorsOf(ctx, { beside: { book_id: 'book' } })
  const book = toReference(toKey('Book', ctx.args.input.book))
  return { book: userErrors.length ? null : book, userErrors }
}

const toCartLine = (line: any) => ({
  isbn: line.isbn,
  book: toReference(line.book_id),
  title: line.title,
  authors: line.authors.map((author: any) => author.name),
  format: line.format.toUpperCase(),
  cover: line.cover,
  quantity: line.quantity,
  price: toMoney(line.price, line.currency),
  priceSeen: toMoney(line.price_seen, line.currency),
  availability: line.availability.toUpperCase(),
  left: line.left,
  notices: line.notices.map((notice: string) => notice.toUpperCase()),
  addedAt: line.added_at,
  version: line.version,
})
