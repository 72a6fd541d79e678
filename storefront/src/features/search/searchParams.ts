/** The URL is the state of the search: `/search?q=sea&format=paperback,ebook&price_min=500&page=2`. */
import type { SearchRequest } from './api/search'

export const SORTS = {
  relevance: 'Relevance',
  bestselling: 'Bestselling',
  rating: 'Readers’ rating',
  price_low: 'Price, low to high',
  price_high: 'Price, high to low',
  newest: 'Newest',
} as const

export type Sort = keyof typeof SORTS

/** Filters with several values, of which any may match. */
export const MULTI_FILTERS = ['category', 'author', 'format', 'language', 'subject'] as const
export type MultiFilter = (typeof MULTI_FILTERS)[number]

/** Filters with one value. */
export const SINGLE_FILTERS = ['price_min', 'price_max', 'rating_min', 'in_stock'] as const

const PAGE_SIZE = 12

export const filterValues = (params: URLSearchParams, name: MultiFilter): string[] =>
  params.get(name)?.split(',').filter(Boolean) ?? []

/** Convert the URL to a request, without invalid values. `fixed` is the category of a category page. */
export function toSearchRequest(params: URLSearchParams, fixed?: { category: string }): SearchRequest {
  const sort = params.get('sort') ?? ''
  return {
    q: params.get('q')?.trim() || undefined,
    ...Object.fromEntries(
      MULTI_FILTERS.map((name) => [name, filterValues(params, name).join(',') || undefined]),
    ),
    ...fixed,
    price_min: parseNatural(params.get('price_min')),
    price_max: parseNatural(params.get('price_max')),
    rating_min: parseNatural(params.get('rating_min')),
    in_stock: params.get('in_stock') === 'true' || undefined,
    sort: sort in SORTS ? (sort as Sort) : undefined,
    page: parseNatural(params.get('page')) || 1,
    limit: PAGE_SIZE,
  }
}

function parseNatural(text: string | null): number | undefined {
  return text && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

/** Set or delete filters; the page number is reset. */
export function setFilters(
  params: URLSearchParams,
  changes: Record<string, string | undefined>,
): URLSearchParams {
  const next = new URLSearchParams(params)
  next.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value)
    else next.delete(name)
  }
  return next
}

/** Add a value to a filter, or remove it. */
export function toggleFilter(params: URLSearchParams, name: MultiFilter, value: string): URLSearchParams {
  const values = filterValues(params, name)
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return setFilters(params, { [name]: next.join(',') })
}

export function clearFilters(params: URLSearchParams): URLSearchParams {
  return setFilters(
    params,
    Object.fromEntries([...MULTI_FILTERS, ...SINGLE_FILTERS].map((name) => [name, undefined])),
  )
}

export const hasFilters = (params: URLSearchParams): boolean =>
  [...MULTI_FILTERS, ...SINGLE_FILTERS].some((name) => params.has(name))
