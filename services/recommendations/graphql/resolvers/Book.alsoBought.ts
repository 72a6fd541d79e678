import { type Context } from '@aws-appsync/utils'
import { toRecommendations } from '../model'
import { toKey } from '../shared/ids'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/books/{book_id}/also-bought',
    path: { book_id: toKey('Book', ctx.source.id) },
  })

/** Null for a book that this service has not heard of yet. */
export const response = (ctx: Context) => {
  const suggestions = bodyOf(ctx)
  return suggestions ? toRecommendations(suggestions) : null
}
