import { type Context } from '@aws-appsync/utils'
import { BOOK_FIELDS, fromBookInput, toBook } from '../model'
import { callRoute, changeOf, userErrorsOf } from '../shared/route'

export const request = (ctx: Context) => {
  const { handle, book } = ctx.args.input
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
    userErrors: userErrorsOf(ctx, BOOK_FIELDS),
  }
}
