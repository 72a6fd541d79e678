import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/editions/{isbn}/sample',
    path: { isbn: toKey('Edition', ctx.args.isbn) },
  })

export const response = (ctx: Context) => bodyOf(ctx)
