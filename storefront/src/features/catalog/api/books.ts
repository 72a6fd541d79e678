import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'
import type { Book } from '@/lib/books'

const PAGE_SIZE = 24
const PREVIEW_SIZE = 8
const MAX_BOOKS = 100 // of one response

/** The newest books of one category, for a preview. */
export const categoryQuery = (category: string) =>
  queryOptions({
    queryKey: ['books', 'category', category],
    queryFn: async ({ signal }) => {
      const query = { category, sort: 'newest', limit: PREVIEW_SIZE } as const
      return (await unwrap(catalog().GET('/books', { params: { query }, signal }))).items
    },
    staleTime: 5 * 60_000,
  })

/** All books, the newest first, page by page. */
export const newBooksQuery = () =>
  infiniteQueryOptions({
    queryKey: ['books', 'new'],
    queryFn: ({ signal, pageParam }) => {
      const query = { sort: 'newest', limit: PAGE_SIZE, cursor: pageParam } as const
      return unwrap(catalog().GET('/books', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

export const authorQuery = (author_id: string) =>
  queryOptions({
    queryKey: ['author', author_id],
    queryFn: async ({ signal }) => {
      const read = (cursor?: string) => {
        const params = { path: { author_id }, query: { limit: MAX_BOOKS, cursor } }
        return unwrap(catalog().GET('/authors/{author_id}', { params, signal }))
      }
      return withAllBooks(await read(), read)
    },
  })

export const seriesQuery = (series_id: string) =>
  queryOptions({
    queryKey: ['series', series_id],
    queryFn: async ({ signal }) => {
      const read = (cursor?: string) => {
        const params = { path: { series_id }, query: { limit: MAX_BOOKS, cursor } }
        return unwrap(catalog().GET('/series/{series_id}', { params, signal }))
      }
      return withAllBooks(await read(), read)
    },
  })

interface WithBooks {
  books: { items: Book[]; next: string | null }
}

/** Read what follows the first page of books, too: the page says how many there are. */
async function withAllBooks<T extends WithBooks>(first: T, read: (cursor: string) => Promise<T>): Promise<T> {
  const items = [...first.books.items]
  for (let { next } = first.books; next;) {
    const { books } = await read(next)
    items.push(...books.items)
    next = books.next
  }
  return { ...first, books: { items, next: null } }
}
