import { type Context } from '@aws-appsync/utils'
import { toStaffReview } from '../model'
import { toKey } from '../shared/ids'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { book, customer, hidden, reason } = ctx.args.input
  return callRoute(ctx, {
    method: 'PUT',
    resource: '/admin/books/{book_id}/reviews/{customer}/moderation',
    path: { book_id: toKey('Book', book), customer },
    body: { hidden, reason },
  })
}

export const response = (ctx: Context) => {
  const review = changeOf(ctx)
  return {
    review: review ? toStaffReview(review) : null,
    userErrors: userErrorsOf(ctx, { beside: { book_id: 'book' } }),
  }
}
