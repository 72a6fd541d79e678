import { queryOptions } from '@tanstack/react-query'
import { unwrap, recommendations, type RecommendationsTypes } from '@/lib/api'

export type Bestsellers = RecommendationsTypes['schemas']['Bestsellers']
export type Bestseller = RecommendationsTypes['schemas']['Bestseller']
export type RankedBy = Bestsellers['by']
export type Window = Bestsellers['window']

export interface BestsellerFilter {
  by: RankedBy
  window: Window
  category?: string
}

export const bestsellersQuery = ({ by, window, category }: BestsellerFilter) =>
  queryOptions({
    queryKey: ['bestsellers', by, window, category ?? ''],
    queryFn: ({ signal }) =>
      unwrap(recommendations().GET('/bestsellers', { params: { query: { by, window, category } }, signal })),
  })
