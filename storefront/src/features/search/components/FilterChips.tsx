import { Link } from 'react-router'
import { Icon } from '@/components/Icon'
import type { Facets } from '../api/search'
import { activeFilters, type ActiveFilter } from '../activeFilters'
import { clearFilters } from '../searchParams'
import { useFilterParams } from '../useFilterParams'

interface FilterChipsProps {
  facets?: Facets
  onCategoryPage?: boolean
}

/** The active filters, each with a link that removes it. */
export function FilterChips({ facets, onCategoryPage }: FilterChipsProps) {
  const [params] = useFilterParams()
  const filters = activeFilters(params, facets).filter(
    (filter) => !(onCategoryPage && filter.name === 'category'),
  )
  if (filters.length === 0) return null
  return (
    <>
      {filters.map((filter) => (
        <FilterChip key={filter.name + filter.label} filter={filter} />
      ))}
      <Link to={{ search: `?${clearFilters(params)}` }} preventScrollReset>
        Clear all
      </Link>
    </>
  )
}

export function FilterChip({ filter }: { filter: ActiveFilter }) {
  return (
    <Link className="chip" to={{ search: `?${filter.without}` }} preventScrollReset>
      <span className="visually-hidden">Remove filter: </span>
      {filter.label} <Icon name="close" />
    </Link>
  )
}
