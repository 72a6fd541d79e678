import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) => {
  const query = {
    ...pageQuery(ctx.args),
    category: ctx.source.name,
    sort: ctx.args.sort.toLowerCase(),
  }
  return callRouteInBatch(ctx, { method: 'GET', resource: '/books', query })
}

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((book: any) => toBook(book)),
    next,
  )
}
