import { type Context, util } from '@aws-appsync/utils'
import { fromBookInput, toBook } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, version, book } = ctx.args.input
  if (!book) util.error('book is missing.', 'INVALID_INPUT')
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
    userErrors: userErrorsOf(ctx, ['book']),
  }
}
