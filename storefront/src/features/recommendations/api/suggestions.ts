import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answer, recommendations, type RecommendationsTypes } from '@/lib/api'

export type Suggestions = RecommendationsTypes['schemas']['Suggestions']

export const alsoBoughtQuery = (book_id: string) =>
  queryOptions({
    queryKey: ['also-bought', book_id],
    queryFn: ({ signal }) =>
      answer(
        recommendations().GET('/books/{book_id}/also-bought', { params: { path: { book_id } }, signal }),
      ),
  })

/** What goes with these editions together; while the cart changes, what went with it before stays. */
export const goesWithQuery = (isbns: readonly string[]) =>
  queryOptions({
    queryKey: ['goes-with', isbns.toSorted().join(',')],
    queryFn: ({ signal }) => {
      const query = { isbns: isbns.join(',') }
      return answer(recommendations().GET('/also-bought', { params: { query }, signal }))
    },
    enabled: isbns.length > 0,
    placeholderData: keepPreviousData,
  })

/** For a reader who signed in: what the latest books bought lead to. */
export const recommendedQuery = (readerId: string | undefined) =>
  queryOptions({
    queryKey: ['recommended', readerId],
    queryFn: ({ signal }) => answer(recommendations().GET('/recommendations', { signal })),
    enabled: readerId !== undefined,
  })
