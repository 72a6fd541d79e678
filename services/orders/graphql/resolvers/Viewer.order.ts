import { type Context } from '@aws-appsync/utils'
import { orderPath, toOrder } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/orders/{order_id}',
    path: orderPath(ctx.args.id),
  })

export const response = (ctx: Context) => {
  const found = bodyOf(ctx)
  return found ? toOrder(found) : null
}
