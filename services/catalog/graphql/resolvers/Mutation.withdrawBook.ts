import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, version } = ctx.args.input
  return callRoute(ctx, {
    method: 'DELETE',
    resource: '/books/{book_id}',
    path: { book_id: toKey('Book', id) },
    headers: { 'if-match': `"${version}"` },
  })
}

export const response = (ctx: Context) => {
  const book = changeOf(ctx)
  return { book: book ? toBook(book) : null, userErrors: userErrorsOf(ctx, { beside: { book_id: 'id' } }) }
}
