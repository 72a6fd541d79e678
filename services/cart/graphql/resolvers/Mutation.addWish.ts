import { type Context } from '@aws-appsync/utils'
import { toWishPayload } from '../model'
import { toKey } from '../shared/ids'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'PUT',
    resource: '/wishlists/me/{book_id}',
    path: { book_id: toKey('Book', ctx.args.input.book) },
  })

export const response = (ctx: Context) => toWishPayload(ctx)
