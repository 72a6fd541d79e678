import { queryOptions } from '@tanstack/react-query'
import { unwrap, catalog } from '@/lib/api'

/** The first pages of an e-book, as plain text. */
export const sampleQuery = (isbn: string) =>
  queryOptions({
    queryKey: ['sample', isbn],
    queryFn: ({ signal }) =>
      unwrap(catalog().GET('/editions/{isbn}/sample', { params: { path: { isbn } }, signal })),
    staleTime: 5 * 60_000,
  })
