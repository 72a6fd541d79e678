import { queryOptions } from '@tanstack/react-query'
import { answer, recommendations, type RecommendationsTypes } from '@/lib/api'

export type Bestsellers = RecommendationsTypes['schemas']['Bestsellers']
export type Bestseller = RecommendationsTypes['schemas']['Bestseller']
export type By = Bestsellers['by']
export type Window = Bestsellers['window']

export interface Asked {
  by: By
  window: Window
  category?: string
}

export const bestsellersQuery = ({ by, window, category }: Asked) =>
  queryOptions({
    queryKey: ['bestsellers', by, window, category ?? ''],
    queryFn: ({ signal }) =>
      answer(recommendations().GET('/bestsellers', { params: { query: { by, window, category } }, signal })),
  })
