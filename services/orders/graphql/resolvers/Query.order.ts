import { type Context } from '@aws-appsync/utils'
import { orderPath, toStaffOrder } from '../model'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/admin/orders/{order_id}',
    path: orderPath(ctx.args.id),
  })

export const response = (ctx: Context) => {
  const found = bodyOf(ctx)
  return found ? toStaffOrder(found) : null
}
