import { queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'

const MAX_BOOKS = 100

export const authorQuery = (author_id: string) =>
  queryOptions({
    queryKey: ['author', author_id],
    queryFn: ({ signal }) => {
      const params = { path: { author_id }, query: { limit: MAX_BOOKS } }
      return unwrap(catalog().GET('/authors/{author_id}', { params, signal }))
    },
  })

export const seriesQuery = (series_id: string) =>
  queryOptions({
    queryKey: ['series', series_id],
    queryFn: ({ signal }) => {
      const params = { path: { series_id }, query: { limit: MAX_BOOKS } }
      return unwrap(catalog().GET('/series/{series_id}', { params, signal }))
    },
  })
