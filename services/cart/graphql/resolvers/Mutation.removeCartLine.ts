import { type Context } from '@aws-appsync/utils'
import { lineRoute, toCartPayload } from '../model'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { cart, isbn } = ctx.args.input
  return callRoute(ctx, { method: 'DELETE', ...lineRoute(cart, isbn) })
}

export const response = (ctx: Context) => toCartPayload(ctx)
