import { type Context } from '@aws-appsync/utils'
import { orderPath } from '../model'
import { toStaffOrderPayload } from '../payloads'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { id, carrier, tracking, despiteDispute } = ctx.args.input
  return callRoute(ctx, {
    method: 'POST',
    resource: '/orders/{order_id}/ship',
    path: orderPath(id),
    body: { carrier, tracking, despite_dispute: despiteDispute },
  })
}

export const response = (ctx: Context) => toStaffOrderPayload(ctx)
