import { queryOptions } from '@tanstack/react-query'
import { answer, catalog } from '../api'

/** Enough for a shelf of spines, a first line for every day of the month, and the newest. */
const ENOUGH = 60

export const newestQuery = () =>
  queryOptions({
    queryKey: ['books', 'newest', ENOUGH],
    queryFn: async ({ signal }) => {
      const query = { sort: 'newest', limit: ENOUGH } as const
      return (await answer(catalog().GET('/books', { params: { query }, signal }))).items
    },
    staleTime: 5 * 60_000,
  })
