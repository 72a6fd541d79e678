import { type Context } from '@aws-appsync/utils'
import { toSuggestedBook } from '../model'
import { toAuthor, toSeries } from '../shared/books'
import { bodyOf, callRoute } from '../shared/route'

export const request = (ctx: Context) =>
  callRoute(ctx, {
    method: 'GET',
    resource: '/suggest',
    query: { q: ctx.args.query },
  })

export const response = (ctx: Context) => {
  const body = bodyOf(ctx)
  return {
    books: body.books.map((book: any) => toSuggestedBook(book)),
    authors: body.authors.map((author: any) => ({
      author: toAuthor(author.author_id, author.name),
      bookCount: author.books,
    })),
    series: body.series.map((series: any) => ({
      series: toSeries(series.series_id, series.name),
      bookCount: series.books,
    })),
    categories: body.categories.map((category: any) => ({
      name: category.name,
      bookCount: category.books,
    })),
    degraded: body.degraded,
  }
}
