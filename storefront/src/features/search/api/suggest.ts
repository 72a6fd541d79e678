import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { unwrap, search, type SearchTypes } from '@/lib/api'

export type Suggestions = SearchTypes['schemas']['SuggestResponse']

const MIN_LETTERS = 2

/** Aborted by the next letter. The search works without suggestions, so a failure is not retried. */
export const suggestQuery = (letters: string) =>
  queryOptions({
    queryKey: ['suggest', letters],
    queryFn: ({ signal }) => unwrap(search().GET('/suggest', { params: { query: { q: letters } }, signal })),
    enabled: letters.length >= MIN_LETTERS,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: ({ state }) => (state.data?.degraded ? 0 : 60_000),
  })
