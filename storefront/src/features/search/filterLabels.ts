import { formatRoundMoney } from '@/lib/money'
import { FORMAT_NAMES, languageName } from '@/lib/text'
import type { Facets } from './api/search'
import type { MultiFilter } from './searchParams'

/** What a filter's value is called. Authors are known by name only once a facet has told it. */
export function filterLabel(name: MultiFilter, value: string, facets?: Facets): string {
  if (name === 'format') return FORMAT_NAMES[value as keyof typeof FORMAT_NAMES] ?? value
  if (name === 'language') return languageName(value)
  if (name === 'subject') return value
  return facets?.[name].find((facet) => facet.value === value)?.label ?? value
}

/** Both ends are included, in pence: 500–999 is "£5 to £10". */
export function priceLabel(min: number | undefined, max: number | null | undefined): string {
  if (!min && max != null) return `Under ${formatRoundMoney(max + 1)}`
  if (max == null) return `Over ${formatRoundMoney(min ?? 0)}`
  return `${formatRoundMoney(min ?? 0)} to ${formatRoundMoney(max + 1)}`
}
