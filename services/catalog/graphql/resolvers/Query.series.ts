import { type Context } from '@aws-appsync/utils'
import { toSeries } from '../shared/books'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const path = { series_id: toKey('Series', ctx.args.id) }
  return callRoute(ctx, {
    method: 'GET',
    resource: '/series/{series_id}',
    path,
    query: { limit: 1 },
  })
}

export const response = (ctx: Context) => {
  const series = bodyOf(ctx)
  return series ? toSeries(series.series_id, series.name) : null
}
