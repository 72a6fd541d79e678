import { type Context, extensions, util } from '@aws-appsync/utils'
import { orderPath } from '../model'
import { toId } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

/** Ask for the order as its customer: another's is not found, and nobody listens to it. */
export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/orders/{order_id}',
    path: orderPath(ctx.args.id),
  })

export const response = (ctx: Context) => {
  const order = bodyOf(ctx)
  if (!order) util.error('We could not find this order.', 'ORDER_UNKNOWN')
  const own = {
    fieldName: 'id',
    operator: 'eq' as const,
    value: toId('Order', order.order_id),
  }
  extensions.setSubscriptionFilter({ filterGroup: [{ filters: [own] }] })
  return null
}
