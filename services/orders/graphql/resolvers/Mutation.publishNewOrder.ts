import { type Context } from '@aws-appsync/utils'
import { toId } from '../shared/ids'

export const request = () => ({})

export const response = (ctx: Context) => ({
  id: toId('Order', ctx.args.orderId),
  total: ctx.args.total,
  currency: ctx.args.currency,
  placedAt: ctx.args.placedAt,
})
