import { type Context } from '@aws-appsync/utils'
import { toReference } from '../shared/books'
import { pageQuery, toConnection } from '../shared/connection'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  pageQuery(ctx.args)
  return callRoute(ctx, { method: 'GET', resource: '/wishlists/me' })
}

/** The route answers with the whole list, by book: a page goes on behind the book that its cursor names. */
export const response = (ctx: Context) => {
  const { limit, cursor } = pageQuery(ctx.args)
  const rest = bodyOf(ctx).items.filter((wish: any) => !cursor || wish.book_id > cursor)
  const page = rest.slice(0, limit)
  return toConnection(
    page.map((wish: any) => ({
      book: toReference(wish.book_id),
      addedAt: wish.added_at,
    })),
    rest.length > limit ? page[limit - 1].book_id : null,
  )
}
