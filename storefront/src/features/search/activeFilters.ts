import type { Facets } from './api/search'
import { bandLabel, labelOf } from './filterLabels'
import { SEVERAL, toggled, valuesOf, withFilters } from './searchParams'

export interface ActiveFilter {
  name: string
  label: string
  /** The address without it. */
  without: URLSearchParams
}

/** The filters that the address names, as a reader would call them. */
export function activeFilters(params: URLSearchParams, facets?: Facets): ActiveFilter[] {
  const several = SEVERAL.flatMap((name) =>
    valuesOf(params, name).map((value) => ({
      name,
      label: labelOf(name, value, facets),
      without: toggled(params, name, value),
    })),
  )
  return [...several, ...price(params), ...rating(params), ...stock(params)]
}

function price(params: URLSearchParams): ActiveFilter[] {
  const [min, max] = [params.get('price_min'), params.get('price_max')]
  if (min === null && max === null) return []
  const label = bandLabel(min ? Number(min) : undefined, max ? Number(max) : undefined)
  return [
    { name: 'price', label, without: withFilters(params, { price_min: undefined, price_max: undefined }) },
  ]
}

function rating(params: URLSearchParams): ActiveFilter[] {
  const least = params.get('rating_min')
  const without = withFilters(params, { rating_min: undefined })
  return least ? [{ name: 'rating', label: `${least} stars or more`, without }] : []
}

function stock(params: URLSearchParams): ActiveFilter[] {
  const without = withFilters(params, { in_stock: undefined })
  return params.get('in_stock') === 'true' ? [{ name: 'stock', label: 'In stock', without }] : []
}
