import { queryOptions, useQuery } from '@tanstack/react-query'
import { unwrap, catalog } from '../api'
import { fromCard, fromCatalog, type Card, type BookSummary } from './summary'

/** The number of books that one request names. */
const MAX_IDS = 50

export const bookQuery = (book_id: string) =>
  queryOptions({
    queryKey: ['book', book_id],
    queryFn: ({ signal }) =>
      unwrap(catalog().GET('/books/{book_id}', { params: { path: { book_id } }, signal })),
  })

/** Several books at once, in no particular order; unknown books are left out. */
export const booksQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['books', ids.toSorted().join(',')],
    queryFn: async ({ signal }) => {
      const requests = chunk(ids, MAX_IDS).map((some) => {
        const query = { ids: some, limit: MAX_IDS }
        return unwrap(catalog().GET('/books', { params: { query }, signal }))
      })
      return (await Promise.all(requests)).flatMap((response) => response.items)
    },
    enabled: ids.length > 0,
    staleTime: 60_000,
  })

const chunk = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

/** Return a look-up of books in the catalogue; undefined while they load. */
export function useCatalogBooks(ids: readonly string[]): (book_id: string) => BookSummary | undefined {
  const { data: books } = useQuery(booksQuery([...new Set(ids)]))
  return (book_id) => {
    const book = books?.find((candidate) => candidate.book_id === book_id)
    return book && fromCatalog(book)
  }
}

/**
 * Complete the cards of a list with the catalogue's rating, stock and price of the preferred edition.
 * Undefined while they load; without the catalogue the cards stay as they are.
 */
export function useBookSummaries(cards: readonly Card[] | undefined): BookSummary[] | undefined {
  const { data: books, isPending, isError } = useQuery(booksQuery(cards?.map((card) => card.book_id) ?? []))
  if (!cards || (cards.length > 0 && isPending && !isError)) return undefined
  const byId = new Map(books?.map((book) => [book.book_id, fromCatalog(book)]))
  return cards.map((card) => byId.get(card.book_id) ?? fromCard(card))
}

/** The number of books that the hero, its first lines and the newest books of the home page need. */
const NEWEST_COUNT = 60

export const newestQuery = () =>
  queryOptions({
    queryKey: ['books', 'newest', NEWEST_COUNT],
    queryFn: async ({ signal }) => {
      const query = { sort: 'newest', limit: NEWEST_COUNT } as const
      return (await unwrap(catalog().GET('/books', { params: { query }, signal }))).items
    },
    staleTime: 5 * 60_000,
  })

/** The display order of the categories; others come last. */
const ORDER = [
  'Fiction',
  'Mystery',
  'Science Fiction',
  'Gothic',
  'Poetry',
  'Drama',
  'Philosophy',
  'History',
  'Science & Nature',
  'Travel',
  'Children',
  'Essays & Memoir',
]

const position = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length)

export const categoriesQuery = () =>
  queryOptions({
    queryKey: ['categories'],
    queryFn: async ({ signal }) => {
      const { items } = await unwrap(catalog().GET('/categories', { signal }))
      return items.toSorted((a, b) => position(a.name) - position(b.name))
    },
    staleTime: 5 * 60_000,
  })
