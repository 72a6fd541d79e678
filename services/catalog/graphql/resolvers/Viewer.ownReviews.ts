import { type Context } from '@aws-appsync/utils'
import { toOwnReview } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/reviews/me',
    query: pageQuery(ctx.args),
  })

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((own: any) => toOwnReview(own)),
    next,
  )
}
