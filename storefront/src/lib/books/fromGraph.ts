/** A book of the GraphQL API as lists show it. */
import { toKey } from '../graphql/ids'
import { preferredEdition, type Availability, type BookSummary, type Format } from './summary'

interface GraphBook {
  title: string
  category: string
  cover: string | null
  authors: readonly { id: string; name: string }[]
  seriesPlace: { name: string; position: number; series: { id: string } | null } | null
}

interface GraphEdition {
  isbn: string
  format: Uppercase<Format>
  availability: Uppercase<Availability>
  left: number | null
  pages: number
  price: { minor: number; currency: string }
}

/** The preferred edition stands for the book; without editions it has no price. */
export const fromGraph = (id: string, book: GraphBook, editions: readonly GraphEdition[]): BookSummary => ({
  book_id: toKey(id),
  title: book.title,
  category: book.category,
  cover: book.cover,
  authors: book.authors.map((author) => ({ author_id: toKey(author.id), name: author.name })),
  series: book.seriesPlace && {
    series_id: toKey(book.seriesPlace.series?.id ?? ''),
    name: book.seriesPlace.name,
    position: book.seriesPlace.position,
  },
  currency: editions[0]?.price.currency ?? 'GBP',
  ...preferredEdition(
    editions.map((edition) => ({
      ...edition,
      format: edition.format.toLowerCase() as Format,
      availability: edition.availability.toLowerCase() as Availability,
      price: edition.price.minor,
    })),
  ),
})
