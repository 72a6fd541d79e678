import { type Context } from '@aws-appsync/utils'
import { toBook } from '../model'
import { pageQuery, toConnection } from '../shared/connection'
import { toKey } from '../shared/ids'
import { bodyOf, callRouteInBatch } from '../shared/route'

export const request = (ctx: Context) => {
  const path = { author_id: toKey('Author', ctx.source.id) }
  return callRouteInBatch(ctx, {
    method: 'GET',
    resource: '/authors/{author_id}',
    path,
    query: pageQuery(ctx.args),
  })
}

export const response = (ctx: Context) => {
  const author = bodyOf(ctx)
  return author
    ? toConnection(
        author.books.items.map((book: any) => toBook(book)),
        author.books.next,
      )
    : toConnection([], null)
}
