import { infiniteQueryOptions } from '@tanstack/react-query'
import { unwrap, catalog, type CatalogTypes } from '@/lib/api'

/** An e-book or audiobook that the customer may download, with its files, the newest first. */
export type OwnedEdition = CatalogTypes['schemas']['OwnedEditionResponse']
export type OwnedFile = OwnedEdition['files'][number]
/** A link to a file, for a few minutes. */
export type Download = CatalogTypes['schemas']['Download']

const PAGE_SIZE = 24

/** What the customer may download, the newest purchase first. */
export const downloadsQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['downloads', customerId],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam }
      return unwrap(catalog().GET('/downloads', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0, // a customer comes here right after buying
  })

/** Get a link. The service counts it, and refuses with `download_limit` after the last one. */
export const createDownload = (isbn: string): Promise<Download> =>
  unwrap(catalog().POST('/editions/{isbn}/downloads', { params: { path: { isbn } } }))
