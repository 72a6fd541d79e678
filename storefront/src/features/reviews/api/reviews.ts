import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { unwrap, catalog, type CatalogTypes } from '@/lib/api'
import type { operations } from '@/lib/api/types/catalog'

export type Review = CatalogTypes['schemas']['ReviewResponse']
export type ReviewRequest = CatalogTypes['schemas']['ReviewRequest']
export type Sort = NonNullable<NonNullable<operations['list_reviews']['parameters']['query']>['sort']>

const PAGE_SIZE = 5

export const reviewsKey = (book_id: string) => ['reviews', book_id] as const

/** The reviews of a book; the previous ones stay while another sort order loads. */
export const reviewsQuery = (book_id: string, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: [...reviewsKey(book_id), sort],
    queryFn: ({ signal, pageParam }) => {
      const params = { path: { book_id }, query: { sort, limit: PAGE_SIZE, cursor: pageParam } }
      return unwrap(catalog().GET('/books/{book_id}/reviews', { params, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
