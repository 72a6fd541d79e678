import { type Context } from '@aws-appsync/utils'
import { toRecommendations } from '../model'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const isbns = ctx.args.isbns.map((id: string) => toKey('Edition', id))
  return callRoute(ctx, {
    method: 'GET',
    resource: '/also-bought',
    query: { isbns },
  })
}

export const response = (ctx: Context) => toRecommendations(bodyOf(ctx))
