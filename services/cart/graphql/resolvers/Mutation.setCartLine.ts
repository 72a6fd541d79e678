import { type Context } from '@aws-appsync/utils'
import { lineRoute, toCartPayload } from '../model'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { cart, isbn, quantity, priceSeen, saved, version } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    ...lineRoute(cart, isbn),
    body: { quantity, price_seen: priceSeen, saved, version },
  })
}

export const response = (ctx: Context) => toCartPayload(ctx)
