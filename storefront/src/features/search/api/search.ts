import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { unwrap, search, type SearchTypes } from '@/lib/api'
import type { operations } from '@/lib/api/types/search'

export type SearchResponse = SearchTypes['schemas']['SearchResponse']
export type Facets = SearchTypes['schemas']['Facets']
export type SearchHit = SearchTypes['schemas']['Hit']

/** The parameters of the search; the page's URL has the same names. */
export type SearchRequest = NonNullable<operations['search']['parameters']['query']>

const FRESH_MS = 30_000

/** The previous results stay, dimmed, while others load. A degraded response is never cached. */
export const searchQuery = (request: SearchRequest) =>
  queryOptions({
    queryKey: ['search', request],
    queryFn: ({ signal }) => unwrap(search().GET('/search', { params: { query: request }, signal })),
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => (state.data?.degraded ? 0 : FRESH_MS),
  })
