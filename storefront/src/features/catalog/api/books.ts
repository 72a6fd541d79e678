import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, catalog } from '@/lib/api'

const PAGE = 24
const ON_A_SHELF = 8

/** A handful of one category. */
export const categoryQuery = (category: string) =>
  queryOptions({
    queryKey: ['books', 'category', category],
    queryFn: async ({ signal }) => {
      const query = { category, sort: 'newest', limit: ON_A_SHELF } as const
      return (await answer(catalog().GET('/books', { params: { query }, signal }))).items
    },
    staleTime: 5 * 60_000,
  })

/** All books, the newest first, a page at a time. */
export const newBooksQuery = () =>
  infiniteQueryOptions({
    queryKey: ['books', 'new'],
    queryFn: ({ signal, pageParam }) => {
      const query = { sort: 'newest', limit: PAGE, cursor: pageParam } as const
      return answer(catalog().GET('/books', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
