import { formatRoundMoney } from '@/lib/money'
import { FORMAT_NAMES, languageName } from '@/lib/text'
import type { Facets } from './api/search'
import type { MultiFilter } from './searchParams'

/** The label of a filter's value. The names of authors come from the facets. */
export function filterLabel(name: MultiFilter, value: string, facets?: Facets): string {
  if (name === 'format') return FORMAT_NAMES[value as keyof typeof FORMAT_NAMES] ?? value
  if (name === 'language') return languageName(value)
  if (name === 'subject') return value
  return facets?.[name].find((facet) => facet.value === value)?.label ?? value
}

/** The label of a price band in pence, both ends included: 500–999 is "£5 to £10". */
export function priceLabel(min: number | undefined, max: number | null | undefined): string {
  if (!min && max != null) return `Under ${formatRoundMoney(max + 1)}`
  if (max == null) return `Over ${formatRoundMoney(min ?? 0)}`
  return `${formatRoundMoney(min ?? 0)} to ${formatRoundMoney(max + 1)}`
}
