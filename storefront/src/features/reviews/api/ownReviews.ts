import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { unwrap, catalog, type CatalogTypes } from '@/lib/api'
import type { Review, ReviewRequest } from './reviews'

/** A book, what its reader wrote about it, and whether they may write. */
export type OwnReview = CatalogTypes['schemas']['OwnReviewResponse']

const PAGE_SIZE = 24

export const ownReviewsKey = (customerId: string) => ['own-reviews', customerId] as const

export const ownReviewQuery = (customerId: string, book_id: string) =>
  queryOptions({
    queryKey: [...ownReviewsKey(customerId), book_id],
    queryFn: ({ signal }) =>
      unwrap(catalog().GET('/books/{book_id}/reviews/me', { params: { path: { book_id } }, signal })),
    staleTime: 0, // who buys the book may write a moment later
  })

/** Every book the reader bought here, a page at a time. */
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

/** Only buyers may; the service says so if one is not. */
export const saveReview = (book_id: string, body: ReviewRequest): Promise<Review> =>
  unwrap(catalog().PUT('/books/{book_id}/reviews/me', { params: { path: { book_id } }, body }))

export const deleteReview = (book_id: string): Promise<unknown> =>
  unwrap(catalog().DELETE('/books/{book_id}/reviews/me', { params: { path: { book_id } } }))
