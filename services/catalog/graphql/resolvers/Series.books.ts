import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { toKey } from '../shared/ids'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) => {
  const path = { series_id: toKey('Series', ctx.source.id) }
  return callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/series/{series_id}',
    path,
    query: pageQuery(ctx.args),
  })
}

export const response = (ctx: Context) => {
  const series = bodyOf(ctx)
  return series
    ? toConnection(
        series.books.items.map((book: any) => toBook(book)),
        series.books.next,
      )
    : toConnection([], null)
}
