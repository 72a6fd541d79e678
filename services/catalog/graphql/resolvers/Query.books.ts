import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const { category, author, series, sort } = ctx.args
  const query = {
    ...pageQuery(ctx.args),
    category: category ? toKey('Category', category) : null,
    author: author ? toKey('Author', author) : null,
    series: series ? toKey('Series', series) : null,
    sort: sort.toLowerCase(),
  }
  return callRoute(ctx, { method: 'GET', resource: '/books', query })
}

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((book: any) => toBook(book)),
    next,
  )
}
