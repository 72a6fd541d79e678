import { fromHit, type BookSummary } from '@/lib/books'
import type { SearchHit } from './api/search'

const ABOUT_EDITIONS = ['format', 'language', 'price_min', 'price_max']

/** Whether a list filters by editions or sorts by prices: it then shows the edition that the search has found. */
export const isAboutEditions = (params: URLSearchParams): boolean =>
  ABOUT_EDITIONS.some((name) => params.has(name)) || (params.get('sort')?.startsWith('price') ?? false)

/** Convert a hit to a book in a list, with the edition that the search has found, or the preferred one. */
export const toSummary = (hit: SearchHit, aboutEditions: boolean): BookSummary => ({
  ...fromHit(hit),
  ...(aboutEditions && { ...hit.offer, opensWith: hit.offer.isbn }),
})
