import { type Context } from '@aws-appsync/utils'
import { fromOrderInput } from '../model'
import { toQuotePayload } from '../payloads'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/quotes',
    body: fromOrderInput(ctx.args.input),
  })

export const response = (ctx: Context) => toQuotePayload(ctx)
