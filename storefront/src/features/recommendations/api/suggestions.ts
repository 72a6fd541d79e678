import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { unwrap, recommendations, type RecommendationsTypes } from '@/lib/api'

export type Suggestions = RecommendationsTypes['schemas']['Suggestions']

export const alsoBoughtQuery = (book_id: string) =>
  queryOptions({
    queryKey: ['also-bought', book_id],
    queryFn: ({ signal }) =>
      unwrap(
        recommendations().GET('/books/{book_id}/also-bought', { params: { path: { book_id } }, signal }),
      ),
  })

/** What goes with these editions together; while the cart changes, what went with it before stays. */
export const cartSuggestionsQuery = (isbns: readonly string[]) =>
  queryOptions({
    queryKey: ['cart-suggestions', isbns.toSorted().join(',')],
    queryFn: ({ signal }) => {
      const query = { isbns: isbns.join(',') }
      return unwrap(recommendations().GET('/also-bought', { params: { query }, signal }))
    },
    enabled: isbns.length > 0,
    placeholderData: keepPreviousData,
  })

/** For a reader who signed in: what the latest books bought lead to. */
export const recommendationsQuery = (customerId: string | undefined) =>
  queryOptions({
    queryKey: ['recommended', customerId],
    queryFn: ({ signal }) => unwrap(recommendations().GET('/recommendations', { signal })),
    enabled: customerId !== undefined,
  })
