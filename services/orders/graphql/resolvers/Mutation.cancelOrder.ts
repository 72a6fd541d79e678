import { type Context } from '@aws-appsync/utils'
import { orderPath } from '../model'
import { toOrderPayload } from '../payloads'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/orders/{order_id}/cancel',
    path: orderPath(ctx.args.input.id),
  })

export const response = (ctx: Context) => toOrderPayload(ctx)
