/** The URL is the state of the search: `/search?q=sea&format=paperback&format=ebook&price_min=500&page=2`. */
import { parseNatural } from '@/lib/numbers'
import { FORMAT_NAMES } from '@/lib/text'
import type { SearchRequest } from './api/search'

export const SORTS = {
  relevance: 'Relevance',
  bestselling: 'Bestselling',
  rating: 'Customer rating',
  price_low: 'Price: low to high',
  price_high: 'Price: high to low',
  newest: 'Newest',
} as const

export type Sort = keyof typeof SORTS

/** Filters with several values, of which any may match. */
export const MULTI_FILTERS = ['category', 'author', 'format', 'language', 'subject'] as const
export type MultiFilter = (typeof MULTI_FILTERS)[number]

/** Filters with one value. */
export const SINGLE_FILTERS = ['price_min', 'price_max', 'rating_min', 'in_stock'] as const

const PAGE_SIZE = 12
const MAX_QUERY = 200
const MAX_VALUES = 50
const MAX_CATEGORY = 60
const MAX_AUTHOR = 80
const MAX_SUBJECT = 40
const MAX_PRICE = 10_000_000
const MAX_RATING = 5
const MAX_HITS = 10_000 // the service shows no more

/** The last page that the service shows, however many books there are. */
export const MAX_PAGE = Math.floor(MAX_HITS / PAGE_SIZE)

export const filterValues = (params: URLSearchParams, name: MultiFilter): string[] => params.getAll(name)

/**
 * Return the parameters of an address in canonical form and without invalid values. Everything that the page
 * shows, requests and links is derived from them; `useFilterParams` applies it.
 */
export function normalizeParams(raw: URLSearchParams): URLSearchParams {
  const params = new URLSearchParams(raw)
  const set = (name: string, value: string | number | undefined) => {
    if (value === undefined || value === '') params.delete(name)
    else params.set(name, String(value))
  }
  set('q', parseQuery(raw.get('q')))
  for (const name of MULTI_FILTERS) setAll(params, name, parseValues(raw.getAll(name), name))
  const min = parseBounded(raw.get('price_min'), MAX_PRICE)
  const max = parseBounded(raw.get('price_max'), MAX_PRICE)
  const isReversed = min !== undefined && max !== undefined && min > max
  set('price_min', isReversed ? undefined : min)
  set('price_max', isReversed ? undefined : max)
  set('rating_min', parseBounded(raw.get('rating_min'), MAX_RATING) || undefined)
  set('in_stock', raw.get('in_stock') === 'true' ? 'true' : undefined)
  set('sort', parseSort(raw.get('sort')))
  const page = Math.min(parseNatural(raw.get('page') ?? '') ?? 1, MAX_PAGE)
  set('page', page > 1 ? page : undefined)
  return params
}

const IS_VALID: Record<MultiFilter, (value: string) => boolean> = {
  category: (value) => value.length <= MAX_CATEGORY,
  author: (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value) && value.length <= MAX_AUTHOR,
  format: (value) => Object.hasOwn(FORMAT_NAMES, value),
  language: (value) => /^[a-z]{2,3}$/.test(value),
  subject: (value) => value.length <= MAX_SUBJECT,
}

const parseQuery = (text: string | null): string =>
  Array.from((text ?? '').replace(/\p{Cc}+/gu, ' ').trim())
    .slice(0, MAX_QUERY)
    .join('')

/**
 * Read the values of a filter. Addresses once joined them with commas: a category may have a comma itself, always
 * with a space behind it, and no other value has one.
 */
function parseValues(texts: readonly string[], name: MultiFilter): string[] {
  const separator = name === 'category' ? /,(?!\s)/ : ','
  const values = texts.flatMap((text) => text.split(separator)).map((value) => value.trim().normalize())
  return [...new Set(values)].filter((value) => value && IS_VALID[name](value)).slice(0, MAX_VALUES)
}

function setAll(params: URLSearchParams, name: string, values: readonly string[]): void {
  params.delete(name)
  for (const value of values) params.append(name, value)
}

function parseBounded(text: string | null, max: number): number | undefined {
  const number = parseNatural(text ?? '')
  return number !== undefined && number <= max ? number : undefined
}

const parseSort = (text: string | null): string | undefined =>
  text !== null && Object.hasOwn(SORTS, text) ? text : undefined

/** Convert normalized parameters to a request. `fixed` is the category of a category page. */
export function toSearchRequest(params: URLSearchParams, fixed?: { category: string }): SearchRequest {
  const text = (name: string) => params.get(name) ?? undefined
  const number = (name: string) => (params.has(name) ? Number(params.get(name)) : undefined)
  return {
    q: text('q'),
    ...Object.fromEntries(
      MULTI_FILTERS.filter((name) => params.has(name)).map((name) => [name, filterValues(params, name)]),
    ),
    ...(fixed && { category: [fixed.category] }),
    price_min: number('price_min'),
    price_max: number('price_max'),
    rating_min: number('rating_min'),
    in_stock: params.has('in_stock') || undefined,
    sort: text('sort') as Sort | undefined,
    page: number('page') ?? 1,
    limit: PAGE_SIZE,
  }
}

/** Return the address of the last page for a response beyond it; undefined for any other response. */
export function lastPageParams(
  params: URLSearchParams,
  { page, pages, total }: { page: number; pages: number; total: number },
): URLSearchParams | undefined {
  const last = Math.min(pages, MAX_PAGE)
  if (total === 0 || page <= last) return undefined
  const next = new URLSearchParams(params)
  next.set('page', String(last))
  return normalizeParams(next)
}

/** Set or delete filters; the page number is reset. */
export function setFilters(
  params: URLSearchParams,
  changes: Record<string, string | readonly string[] | undefined>,
): URLSearchParams {
  const next = new URLSearchParams(params)
  next.delete('page')
  for (const [name, value] of Object.entries(changes)) {
    setAll(next, name, [value ?? []].flat().filter(Boolean))
  }
  return next
}

/** Add a value to a filter, or remove it. */
export function toggleFilter(params: URLSearchParams, name: MultiFilter, value: string): URLSearchParams {
  const values = filterValues(params, name)
  const next = values.includes(value) ? values.filter((v) => v !== value) : [...values, value]
  return setFilters(params, { [name]: next })
}

export function clearFilters(params: URLSearchParams): URLSearchParams {
  return setFilters(
    params,
    Object.fromEntries([...MULTI_FILTERS, ...SINGLE_FILTERS].map((name) => [name, undefined])),
  )
}
