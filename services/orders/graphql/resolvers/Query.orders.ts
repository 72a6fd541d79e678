import { type Context } from '@aws-appsync/utils'
import { toStaffOrder } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/admin/orders',
    query: {
      ...pageQuery(ctx.args),
      q: ctx.args.search,
      status: ctx.args.status?.toLowerCase(),
      flag: ctx.args.flag,
      country: ctx.args.country,
      digital: ctx.args.digital,
      since: ctx.args.placedSince,
      until: ctx.args.placedUntil,
    },
  })

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((order: any) => toStaffOrder(order)),
    next,
  )
}
