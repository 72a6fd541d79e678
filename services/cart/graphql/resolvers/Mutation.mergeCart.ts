import { type Context } from '@aws-appsync/utils'
import { toCart } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/carts/me/merge',
    body: { cart_id: toKey('Cart', ctx.args.input.cart) },
  })

export const response = (ctx: Context) => {
  const merged = changeOf(ctx)
  return {
    added: merged?.added ?? null,
    cart: merged ? toCart(merged.cart) : null,
    userErrors: userErrorsOf(ctx, { beside: { cart_id: 'cart' } }),
  }
}
