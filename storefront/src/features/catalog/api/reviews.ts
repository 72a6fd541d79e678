import { infiniteQueryOptions } from '@tanstack/react-query'
import { answer, catalog, type CatalogTypes } from '@/lib/api'

export type Review = CatalogTypes['schemas']['Review']
export type ReviewWanted = CatalogTypes['schemas']['ReviewWanted']

const PAGE = 5

export const reviewsQuery = (book_id: string) =>
  infiniteQueryOptions({
    queryKey: ['reviews', book_id],
    queryFn: ({ signal, pageParam }) => {
      const params = { path: { book_id }, query: { limit: PAGE, cursor: pageParam } }
      return answer(catalog().GET('/books/{book_id}/reviews', { params, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

/** Only buyers may; the service says so if one is not. */
export const writeReview = (book_id: string, body: ReviewWanted): Promise<Review> =>
  answer(catalog().PUT('/books/{book_id}/reviews/me', { params: { path: { book_id } }, body }))
