import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, catalog } from '@/lib/api'

const PAGE = 24

/** A category straight from the catalogue, for when the search is away. */
export const shelfQuery = (category: string) =>
  infiniteQueryOptions({
    queryKey: ['books', 'shelf', category],
    queryFn: ({ signal, pageParam }) => {
      const query = { category, sort: 'title', limit: PAGE, cursor: pageParam } as const
      return answer(catalog().GET('/books', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })
