import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { unwrap, catalog, type CatalogTypes } from '@/lib/api'
import type { Review, ReviewRequest } from './reviews'

/** A purchased book, the customer's review of it, and whether the customer may write one. */
export type OwnReview = CatalogTypes['schemas']['OwnReviewResponse']

const PAGE_SIZE = 24

export const ownReviewsKey = (customerId: string) => ['own-reviews', customerId] as const

export const ownReviewQuery = (customerId: string, book_id: string) =>
  queryOptions({
    queryKey: [...ownReviewsKey(customerId), book_id],
    queryFn: ({ signal }) =>
      unwrap(catalog().GET('/books/{book_id}/reviews/me', { params: { path: { book_id } }, signal })),
    staleTime: 0, // a customer may review a book right after buying it
  })

/** The books that the customer bought here, page by page. */
export const ownReviewsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: [...ownReviewsKey(customerId), 'list'],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam }
      return unwrap(catalog().GET('/reviews/me', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })

/** Save a review. The service rejects it with `not_a_buyer` unless the customer bought the book. */
export const saveReview = (book_id: string, body: ReviewRequest): Promise<Review> =>
  unwrap(catalog().PUT('/books/{book_id}/reviews/me', { params: { path: { book_id } }, body }))

export const deleteReview = (book_id: string): Promise<unknown> =>
  unwrap(catalog().DELETE('/books/{book_id}/reviews/me', { params: { path: { book_id } } }))
