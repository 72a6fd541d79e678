import { type Context } from '@aws-appsync/utils'
import { toStaffReview } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/admin/books/{book_id}/reviews',
    path: { book_id: ctx.source.handle },
    query: pageQuery(ctx.args),
  })

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((review: any) => toStaffReview(review)),
    next,
  )
}
