import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, catalog, type CatalogTypes } from '@/lib/api'
import type { Review, ReviewWanted } from './reviews'

/** A book, what its reader wrote about it, and whether they may write. */
export type Own = CatalogTypes['schemas']['OwnReview']

const PAGE = 24

export const ownKey = (readerId: string) => ['own-reviews', readerId] as const

export const ownReviewQuery = (readerId: string, book_id: string) =>
  queryOptions({
    queryKey: [...ownKey(readerId), book_id],
    queryFn: ({ signal }) =>
      answer(catalog().GET('/books/{book_id}/reviews/me', { params: { path: { book_id } }, signal })),
    staleTime: 0, // who buys the book may write a moment later
  })

/** Every book the reader bought here, a page at a time. */
export const ownReviewsQuery = (readerId: string) =>
  infiniteQueryOptions({
    queryKey: [...ownKey(readerId), 'list'],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE, cursor: pageParam }
      return answer(catalog().GET('/reviews/me', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })

/** Only buyers may; the service says so if one is not. */
export const writeReview = (book_id: string, body: ReviewWanted): Promise<Review> =>
  answer(catalog().PUT('/books/{book_id}/reviews/me', { params: { path: { book_id } }, body }))

export const takeBackReview = (book_id: string): Promise<unknown> =>
  answer(catalog().DELETE('/books/{book_id}/reviews/me', { params: { path: { book_id } } }))
