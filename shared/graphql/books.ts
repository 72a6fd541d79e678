import { toId } from './ids'

/** A pointer to a book, which the catalogue resolves. */
export const toReference = (bookId: string) => ({ id: toId('Book', bookId) })

export const toAuthor = (authorId: string, name: string) => ({
  id: toId('Author', authorId),
  handle: authorId,
  name,
})

export const toSeries = (seriesId: string, name: string) => ({
  id: toId('Series', seriesId),
  handle: seriesId,
  name,
})

/** The authors as a book of any REST API names them. */
export const toBookAuthors = (authors: any[]) =>
  authors.map((author) => ({
    id: toId('Author', author.author_id),
    name: author.name,
    author: toAuthor(author.author_id, author.name),
  }))

/** The place in a series that a book of any REST API has, or null. */
export const toSeriesPlace = (place: any) =>
  place
    ? {
        position: place.position,
        name: place.name,
        series: toSeries(place.series_id, place.name),
      }
    : null
