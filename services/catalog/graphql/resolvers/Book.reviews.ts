import { type Context } from '@aws-appsync/utils'
import { toReview } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/books/{book_id}/reviews',
    path: { book_id: ctx.source.handle },
    query: { ...pageQuery(ctx.args), sort: ctx.args.sort.toLowerCase() },
  })

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((review: any) => toReview(review)),
    next,
  )
}
