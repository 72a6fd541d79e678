import { type Context, util } from '@aws-appsync/utils'
import { fromBookInput, toBook } from '../model'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { handle, book } = ctx.args.input
  if (!book) util.error('book is missing.', 'INVALID_INPUT')
  return callRoute(ctx, {
    method: 'POST',
    resource: '/books',
    body: { book_id: handle, ...fromBookInput(book) },
  })
}

export const response = (ctx: Context) => {
  const book = changeOf(ctx)
  return {
    book: book ? toBook(book) : null,
    userErrors: userErrorsOf(ctx, ['book']),
  }
}
