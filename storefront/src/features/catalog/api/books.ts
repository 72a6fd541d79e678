import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'

const PAGE_SIZE = 24
const PREVIEW_SIZE = 8
const MAX_BOOKS = 100

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
    queryFn: ({ signal }) => {
      const params = { path: { author_id }, query: { limit: MAX_BOOKS } }
      return unwrap(catalog().GET('/authors/{author_id}', { params, signal }))
    },
  })

export const seriesQuery = (series_id: string) =>
  queryOptions({
    queryKey: ['series', series_id],
    queryFn: ({ signal }) => {
      const params = { path: { series_id }, query: { limit: MAX_BOOKS } }
      return unwrap(catalog().GET('/series/{series_id}', { params, signal }))
    },
  })
