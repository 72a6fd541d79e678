import { preferredEdition, type Format } from '@/lib/books'
import type { SearchHit } from './api/search'
import { filterValues } from './searchParams'

type Offer = SearchHit['formats'][number]

/**
 * The edition that a list shows of each book: of the filtered format, the cheapest in a list about prices, or
 * the preferred one.
 */
export type EditionChoice = Format | 'cheapest' | 'usual'

export function chooseEdition(params: URLSearchParams): EditionChoice {
  const [format, second] = filterValues(params, 'format')
  if (format && !second) return format as Format
  const aboutPrices =
    params.get('sort')?.startsWith('price') || params.has('price_min') || params.has('price_max')
  return aboutPrices ? 'cheapest' : 'usual'
}

export function pickOffer(offers: readonly Offer[], choice: EditionChoice): Offer | undefined {
  if (choice === 'cheapest') return offers.toSorted((a, b) => a.price - b.price)[0]
  return offers.find((offer) => offer.format === choice) ?? preferredEdition(offers)
}
