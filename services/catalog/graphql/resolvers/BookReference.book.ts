import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { toKey } from '../shared/ids'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/books',
    pick: {
      parameter: 'ids',
      value: toKey('Book', ctx.source.id),
      by: 'book_id',
    },
  })

export const response = (ctx: Context) => {
  const book = bodyOf(ctx)
  return book ? toBook(book) : null
}
