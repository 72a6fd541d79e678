import { usual, type Format } from '@/lib/books'
import type { SearchHit } from './api/search'
import { valuesOf } from './searchParams'

type Offer = SearchHit['formats'][number]

/** Which edition a list shows of each book: the one format asked for, the cheapest in a list about prices, or the usual. */
export type WantedEdition = Format | 'cheapest' | 'usual'

export function wantedEdition(params: URLSearchParams): WantedEdition {
  const [format, another] = valuesOf(params, 'format')
  if (format && !another) return format as Format
  const aboutPrices =
    params.get('sort')?.startsWith('price') || params.has('price_min') || params.has('price_max')
  return aboutPrices ? 'cheapest' : 'usual'
}

export function offerOf(offers: readonly Offer[], wanted: WantedEdition): Offer | undefined {
  if (wanted === 'cheapest') return offers.toSorted((a, b) => a.price - b.price)[0]
  return offers.find((offer) => offer.format === wanted) ?? usual(offers)
}
