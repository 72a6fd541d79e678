import { type Context } from '@aws-appsync/utils'
import { toReview } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { book, stars, displayName, text, spoiler } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/books/{book_id}/reviews/me',
    path: { book_id: toKey('Book', book) },
    body: { stars, display_name: displayName, text, spoiler },
  })
}

export const response = (ctx: Context) => {
  const review = changeOf(ctx)
  return {
    review: review ? toReview(review) : null,
    userErrors: userErrorsOf(ctx, { beside: { book_id: 'book' } }),
  }
}
