import { type Context } from '@aws-appsync/utils'
import { SHOP_CURRENCY } from '../model'
import { toMoney } from '../shared/money'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { code, kind, amount, fromSubtotal, startsAt, endsAt, mostUses } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/coupons/{code}',
    path: { code },
    body: {
      kind: kind.toLowerCase(),
      amount,
      from_subtotal: fromSubtotal,
      starts_at: startsAt,
      ends_at: endsAt,
      most_uses: mostUses,
    },
  })
}

export const response = (ctx: Context) => {
  const coupon = changeOf(ctx)
  return {
    coupon: coupon ? toCoupon(coupon) : null,
    userErrors: userErrorsOf(ctx),
  }
}

const toCoupon = (coupon: any) => ({
  code: coupon.code,
  kind: coupon.kind.toUpperCase(),
  amount: coupon.amount,
  fromSubtotal: toMoney(coupon.from_subtotal, SHOP_CURRENCY),
  startsAt: coupon.starts_at,
  endsAt: coupon.ends_at,
  mostUses: coupon.most_uses,
  uses: coupon.uses,
  version: coupon.version,
})
