import { type Context } from '@aws-appsync/utils'
import { toKey } from '../shared/ids'
import { callRoute, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'DELETE',
    resource: '/books/{book_id}/reviews/me',
    path: { book_id: toKey('Book', ctx.args.input.book) },
  })

export const response = (ctx: Context) => ({ userErrors: userErrorsOf(ctx, { beside: { book_id: 'book' } }) })
