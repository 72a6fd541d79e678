import { type Context } from '@aws-appsync/utils'
import { SHOP_CURRENCY } from '../model'
import { toMoney } from '../shared/money'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => callRoute(ctx, { method: 'GET', resource: '/shipping' })

/** The route's list has a row for each method to each country. */
export const response = (ctx: Context) => {
  const methods: Record<string, any[]> = {}
  bodyOf(ctx).items.forEach((rate: any) => {
    methods[rate.country] = (methods[rate.country] ?? []).concat([toRate(rate)])
  })
  return Object.keys(methods).map((country) => ({
    country,
    methods: methods[country],
  }))
}

const toRate = (rate: any) => ({
  method: rate.method.toUpperCase(),
  first: toMoney(rate.first, SHOP_CURRENCY),
  further: toMoney(rate.further, SHOP_CURRENCY),
  freeFrom: rate.free_from ? toMoney(rate.free_from, SHOP_CURRENCY) : null,
  fastest: rate.fastest,
  slowest: rate.slowest,
})
