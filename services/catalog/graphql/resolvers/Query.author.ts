import { type Context } from '@aws-appsync/utils'
import { toAuthor } from '../shared/books'
import { toKey } from '../shared/ids'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) => {
  const path = { author_id: toKey('Author', ctx.args.id) }
  return callRoute(ctx, {
    method: 'GET',
    resource: '/authors/{author_id}',
    path,
    query: { limit: 1 },
  })
}

export const response = (ctx: Context) => {
  const author = bodyOf(ctx)
  return author ? toAuthor(author.author_id, author.name) : null
}
