import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { unwrap, recommendations, type RecommendationsTypes } from '@/lib/api'

export type Suggestions = RecommendationsTypes['schemas']['Suggestions']

/** Suggestions for these editions together; the previous ones stay while the cart changes. */
export const cartSuggestionsQuery = (isbns: readonly string[]) =>
  queryOptions({
    queryKey: ['cart-suggestions', isbns.toSorted().join(',')],
    queryFn: ({ signal }) => {
      const query = { isbns: [...isbns] }
      return unwrap(recommendations().GET('/also-bought', { params: { query }, signal }))
    },
    enabled: isbns.length > 0,
    placeholderData: keepPreviousData,
  })

/** Recommendations from the customer's latest purchases. */
export const recommendationsQuery = (customerId: string | undefined) =>
  queryOptions({
    queryKey: ['recommended', customerId],
    queryFn: ({ signal }) => unwrap(recommendations().GET('/recommendations', { signal })),
    enabled: customerId !== undefined,
  })
