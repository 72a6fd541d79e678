import { type Context } from '@aws-appsync/utils'
import { toReference } from '../shared/books'
import { toKey } from '../shared/ids'
import { callRoute, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'DELETE',
    resource: '/wishlists/me/{book_id}',
    path: { book_id: toKey('Book', ctx.args.input.book) },
  })

export const response = (ctx: Context) => {
  const userErrors = userErrorsOf(ctx)
  const book = toReference(toKey('Book', ctx.args.input.book))
  return { book: userErrors.length ? null : book, userErrors }
}
