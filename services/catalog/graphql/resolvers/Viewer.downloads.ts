import { type Context } from '@aws-appsync/utils'
import { toFile } from '../model'
import { toReference } from '../shared/books'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/downloads',
    query: pageQuery(ctx.args),
  })

export const response = (ctx: Context) => {
  const { items, next } = bodyOf(ctx)
  return toConnection(
    items.map((owned: any) => ({
      isbn: owned.isbn,
      book: toReference(owned.book_id),
      format: owned.format.toUpperCase(),
      boughtAt: owned.bought_at,
      files: owned.files.map((file: any) => toFile(file)),
    })),
    next,
  )
}
