/** A book as lists show it, whichever service it comes from. */
import type { CatalogTypes, RecommendationsTypes, SearchTypes } from '../api'
import type { CoverBook } from '../covers'

type BookResponse = CatalogTypes['schemas']['BookResponse']

/** `stars` has five elements; openapi-fetch types it as a list. */
export type Book = Omit<BookResponse, 'rating'> & { rating: { stars: readonly number[]; version: number } }
export type Edition = CatalogTypes['schemas']['EditionResponse']
export type Hit = SearchTypes['schemas']['Hit']
export type Card = RecommendationsTypes['schemas']['Card']
export type Format = Edition['format']
export type Availability = Edition['availability']

export interface Rating {
  average: number
  count: number
}

/** A book in a list: the preferred edition stands for all of them. */
export interface BookSummary {
  book_id: string
  title: string
  authors: readonly { author_id: string; name: string }[]
  category: string
  series?: { series_id: string; name: string; position: number } | null
  cover?: string | null
  pages?: number
  published?: number
  currency: string
  /** Minor units. */
  price?: number
  /** True when `price` is the lowest of several editions. */
  priceIsLowest?: boolean
  format?: Format
  /** Of the edition that the card shows, where the list has it. */
  isbn?: string
  /** The edition with which the book's page has to open, where it is not the preferred one. */
  opensWith?: string
  availability?: Availability
  left?: number | null
  rating?: Rating
}

/** The data that a cover is drawn from. */
export type CoverSource = Pick<BookSummary, 'title' | 'authors' | 'category' | 'series' | 'cover' | 'pages'>

export const isPrinted = (format: Format): boolean => format === 'paperback' || format === 'hardcover'

/** The path of a book's page, which opens with the edition and so the price that the list shows. */
export const bookPath = ({ book_id, opensWith }: Pick<BookSummary, 'book_id' | 'opensWith'>): string =>
  `/books/${book_id}${opensWith ? `?edition=${opensWith}` : ''}`

interface Offer {
  format: Format
  price: number
  availability: Availability
}

const FORMAT_PREFERENCE: readonly Format[] = ['paperback', 'hardcover', 'ebook', 'audiobook']

/**
 * Choose the edition that a card offers and a book's page opens with: the cheapest paperback that is available,
 * else that of the next preferred format. Search offers the cheapest edition of each format, so both agree.
 */
export function preferredEdition<T extends Offer>(offers: readonly T[]): T | undefined {
  const inOrder = offers.toSorted(
    (a, b) => FORMAT_PREFERENCE.indexOf(a.format) - FORMAT_PREFERENCE.indexOf(b.format) || a.price - b.price,
  )
  return inOrder.find((offer) => offer.availability !== 'out') ?? inOrder[0]
}

/** Compute the rating from the number of votes for each number of stars. */
export function toRating(stars: readonly number[]): Rating {
  const count = stars.reduce((a, b) => a + b, 0)
  const total = stars.reduce((sum, votes, n) => sum + votes * (n + 1), 0)
  return { average: count ? total / count : 0, count }
}

export function fromCatalog(book: Book): BookSummary {
  const edition = preferredEdition(book.editions)
  return {
    ...book,
    pages: edition?.pages,
    isbn: edition?.isbn,
    price: edition?.price,
    format: edition?.format,
    availability: edition?.availability,
    left: edition?.left,
    rating: toRating(book.rating.stars),
  }
}

export function fromHit(hit: Hit): BookSummary {
  return { ...hit, ...preferredEdition(hit.formats) }
}

export const fromCard = (card: Card): BookSummary => ({ ...card, priceIsLowest: true })

export const toCoverBook = ({ title, authors, category, series, pages }: CoverSource): CoverBook => ({
  title,
  author: authors.map((author) => author.name).join(' & ') || undefined,
  category,
  series: series ? { name: series.name, number: series.position } : undefined,
  pages,
})
