import type { Facets } from './api/search'
import { priceLabel, filterLabel } from './filterLabels'
import { MULTI_FILTERS, toggleFilter, filterValues, setFilters } from './searchParams'

export interface ActiveFilter {
  name: string
  label: string
  /** The search parameters without this filter. */
  without: URLSearchParams
}

/** List the filters in the URL with their labels. */
export function activeFilters(params: URLSearchParams, facets?: Facets): ActiveFilter[] {
  const multiple = MULTI_FILTERS.flatMap((name) =>
    filterValues(params, name).map((value) => ({
      name,
      label: filterLabel(name, value, facets),
      without: toggleFilter(params, name, value),
    })),
  )
  return [...multiple, ...priceFilters(params), ...ratingFilters(params), ...stockFilters(params)]
}

function priceFilters(params: URLSearchParams): ActiveFilter[] {
  const [min, max] = [params.get('price_min'), params.get('price_max')]
  if (min === null && max === null) return []
  const label = priceLabel(min ? Number(min) : undefined, max ? Number(max) : undefined)
  return [
    { name: 'price', label, without: setFilters(params, { price_min: undefined, price_max: undefined }) },
  ]
}

function ratingFilters(params: URLSearchParams): ActiveFilter[] {
  const minimum = params.get('rating_min')
  const without = setFilters(params, { rating_min: undefined })
  return minimum ? [{ name: 'rating', label: `${minimum} stars and up`, without }] : []
}

function stockFilters(params: URLSearchParams): ActiveFilter[] {
  const without = setFilters(params, { in_stock: undefined })
  return params.get('in_stock') === 'true' ? [{ name: 'stock', label: 'In stock', without }] : []
}
