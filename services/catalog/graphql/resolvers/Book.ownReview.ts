import { type Context } from '@aws-appsync/utils'
import { toOwnReview } from '../model'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) =>
  callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/books/{book_id}/reviews/me',
    path: { book_id: ctx.source.handle },
  })

export const response = (ctx: Context) => toOwnReview(bodyOf(ctx))
