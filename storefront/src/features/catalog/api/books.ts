import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'

const PAGE_SIZE = 24
const PREVIEW_SIZE = 8

/** A handful of one category. */
export const categoryQuery = (category: string) =>
  queryOptions({
    queryKey: ['books', 'category', category],
    queryFn: async ({ signal }) => {
      const query = { category, sort: 'newest', limit: PREVIEW_SIZE } as const
      return (await unwrap(catalog().GET('/books', { params: { query }, signal }))).items
    },
    staleTime: 5 * 60_000,
  })

/** All books, the newest first, a page at a time. */
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
