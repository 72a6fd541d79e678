import { type Context } from '@aws-appsync/utils'
import { fromOrderInput } from '../model'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

/** Reserve the books at the shop's prices, once for each idempotency key; no payment exists yet. */
export const request = (ctx: Context) => {
  const { digitalConsent, idempotencyKey } = ctx.args.input
  return callRoute(ctx, {
    method: 'POST',
    resource: '/orders',
    query: { payment: 'later' },
    headers: { 'idempotency-key': idempotencyKey },
    body: {
      ...fromOrderInput(ctx.args.input),
      digital_consent: digitalConsent,
    },
  })
}

export const response = (ctx: Context) => ({
  orderId: changeOf(ctx)?.order_id ?? null,
  userErrors: userErrorsOf(ctx),
})
