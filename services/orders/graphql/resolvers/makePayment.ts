import { type Context, runtime } from '@aws-appsync/utils'
import { toPaymentPayload } from '../payloads'
import { callRoute } from '../shared/route'

/** Prepare the one payment of the order that createOrder has reserved: without an order there is none. */
export const request = (ctx: Context) => {
  const { orderId, userErrors } = ctx.prev.result
  if (!orderId) runtime.earlyReturn({ order: null, clientSecret: null, userErrors })
  return callRoute(ctx, {
    method: 'POST',
    resource: '/orders/{order_id}/payment',
    path: { order_id: orderId },
  })
}

export const response = (ctx: Context) => toPaymentPayload(ctx)
