import { infiniteQueryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'

const PAGE_SIZE = 24

/** The books of a category from the catalogue, for when the search is unavailable. */
export const categoryByTitleQuery = (category: string) =>
  infiniteQueryOptions({
    queryKey: ['books', 'shelf', category],
    queryFn: ({ signal, pageParam }) => {
      const query = { category, sort: 'title', limit: PAGE_SIZE, cursor: pageParam } as const
      return unwrap(catalog().GET('/books', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
