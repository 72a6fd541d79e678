/** The address is the question: `/search?q=sea&format=paperback,ebook&price=500-999&page=2`. */
import type { Question } from './api/search'

export const SORTS = {
  relevance: 'Relevance',
  bestselling: 'Bestselling',
  rating: 'Readers’ rating',
  price_low: 'Price, low to high',
  price_high: 'Price, high to low',
  newest: 'Newest',
} as const

export type Sort = keyof typeof SORTS

/** Filters with several values; any of them will do. */
export const SEVERAL = ['category', 'author', 'format', 'language', 'subject'] as const
export type Several = (typeof SEVERAL)[number]

/** Filters with one value. */
export const SINGLE = ['price_min', 'price_max', 'rating_min', 'in_stock'] as const

const PAGE = 12

export const valuesOf = (params: URLSearchParams, name: Several): string[] =>
  params.get(name)?.split(',').filter(Boolean) ?? []

/** What the service is asked; a word in the address that means nothing is left out. `fixed` is the shelf one stands at. */
export function questionOf(params: URLSearchParams, fixed?: { category: string }): Question {
  const sort = params.get('sort') ?? ''
  return {
    q: params.get('q')?.trim() || undefined,
    ...Object.fromEntries(SEVERAL.map((name) => [name, valuesOf(params, name).join(',') || undefined])),
    ...fixed,
    price_min: natural(params.get('price_min')),
    price_max: natural(params.get('price_max')),
    rating_min: natural(params.get('rating_min')),
    in_stock: params.get('in_stock') === 'true' || undefined,
    sort: sort in SORTS ? (sort as Sort) : undefined,
    page: natural(params.get('page')) || 1,
    limit: PAGE,
  }
}

function natural(text: string | null): number | undefined {
  return text && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

/** The same address with other filters; a different question begins on its first page. */
export function withFilters(
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

/** Adds a value to a filter, or takes it away. */
export function toggled(params: URLSearchParams, name: Several, value: string): URLSearchParams {
  const values = valuesOf(params, name)
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return withFilters(params, { [name]: next.join(',') })
}

export function cleared(params: URLSearchParams): URLSearchParams {
  return withFilters(params, Object.fromEntries([...SEVERAL, ...SINGLE].map((name) => [name, undefined])))
}

export const isNarrowed = (params: URLSearchParams): boolean =>
  [...SEVERAL, ...SINGLE].some((name) => params.has(name))
