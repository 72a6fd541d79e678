import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, search, type SearchTypes } from '@/lib/api'
import type { operations } from '@/lib/api/types/search'

export type Found = SearchTypes['schemas']['Found']
export type Facets = SearchTypes['schemas']['Facets']
export type SearchHit = SearchTypes['schemas']['Hit']

/** What the service can be asked; the page's address says the same words. */
export type Question = NonNullable<operations['search']['parameters']['query']>

const FRESH = 30_000

/** The last results stay, dimmed, while others are on their way. A simple list is asked for anew each time. */
export const searchQuery = (question: Question) =>
  queryOptions({
    queryKey: ['search', question],
    queryFn: ({ signal }) => answer(search().GET('/search', { params: { query: question }, signal })),
    placeholderData: keepPreviousData,
    staleTime: ({ state }) => (state.data?.degraded ? 0 : FRESH),
  })
