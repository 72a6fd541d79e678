import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'

export const request = () => ({})

export const response = (ctx: Context) => ({ id: toKey('Order', ctx.args.correlationId) })
