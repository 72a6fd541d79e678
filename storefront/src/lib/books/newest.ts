import { queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '../api'

/** Enough for a shelf of spines, a first line for every day of the month, and the newest. */
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
