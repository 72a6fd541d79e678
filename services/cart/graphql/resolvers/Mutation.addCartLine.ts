import { type Context } from '@aws-appsync/utils'
import { lineRoute, toCartPayload } from '../model'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { cart, isbn, quantity, priceSeen, idempotencyKey } = ctx.args.input
  return callRoute(ctx, {
    method: 'POST',
    ...lineRoute(cart, isbn),
    headers: { 'idempotency-key': idempotencyKey },
    body: { quantity, price_seen: priceSeen },
  })
}

export const response = (ctx: Context) => toCartPayload(ctx)
