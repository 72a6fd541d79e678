import { type Context } from '@aws-appsync/utils'
import { toId } from '../shared/ids'

export const request = () => ({})

export const response = (ctx: Context) => ({
  isbn: ctx.args.isbn,
  book: toId('Book', ctx.args.bookId),
  availability: ctx.args.availability.toUpperCase(),
})
