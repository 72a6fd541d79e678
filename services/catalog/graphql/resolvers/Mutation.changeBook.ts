import { type Context } from '@aws-appsync/utils'
import { BOOK_FIELDS, fromBookInput, toBook } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, version, book } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/books/{book_id}',
    path: { book_id: toKey('Book', id) },
    headers: { 'if-match': `"${version}"` },
    body: fromBookInput(book),
  })
}

export const response = (ctx: Context) => {
  const book = changeOf(ctx)
  return {
    book: book ? toBook(book) : null,
    userErrors: userErrorsOf(ctx, { ...BOOK_FIELDS, beside: { book_id: 'id' } }),
  }
}
