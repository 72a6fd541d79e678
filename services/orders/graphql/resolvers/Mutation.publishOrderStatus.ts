import { type Context } from '@aws-appsync/utils'
import { toId } from '../shared/ids'

export const request = () => ({})

export const response = (ctx: Context) => ({
  id: toId('Order', ctx.args.orderId),
  status: ctx.args.status.toUpperCase(),
  version: ctx.args.version,
  changedAt: ctx.args.changedAt,
})
