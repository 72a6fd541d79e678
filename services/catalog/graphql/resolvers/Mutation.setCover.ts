import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { book, uploadId } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/books/{book_id}/cover',
    path: { book_id: toKey('Book', book) },
    body: { upload_id: uploadId },
  })
}

export const response = (ctx: Context) => {
  const book = changeOf(ctx)
  return { book: book ? toBook(book) : null, userErrors: userErrorsOf(ctx, { beside: { book_id: 'book' } }) }
}
