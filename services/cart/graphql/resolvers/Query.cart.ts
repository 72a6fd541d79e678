import { type Context } from '@aws-appsync/utils'
import { toCart } from '../model'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/carts/{cart_id}',
    path: { cart_id: toKey('Cart', ctx.args.id) },
  })

export const response = (ctx: Context) => {
  const cart = bodyOf(ctx)
  return cart ? toCart(cart) : null
}
