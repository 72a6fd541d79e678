import { type Context } from '@aws-appsync/utils'
import { fromLines } from '../model'
import { toQuotePayload } from '../payloads'
import { callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'POST',
    resource: '/estimates',
    body: { lines: fromLines(ctx.args.input.lines) },
  })

export const response = (ctx: Context) => toQuotePayload(ctx)
