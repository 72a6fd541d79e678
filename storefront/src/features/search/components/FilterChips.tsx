import { Link, useSearchParams } from 'react-router'
import { Icon } from '@/components/Icon'
import type { Facets } from '../api/search'
import { activeFilters, type ActiveFilter } from '../activeFilters'
import { cleared } from '../searchParams'

interface ChipsProps {
  facets?: Facets
  shelf?: boolean
}

/** The filters in force, each of which can be taken away. */
export function Chips({ facets, shelf }: ChipsProps) {
  const [params] = useSearchParams()
  const filters = activeFilters(params, facets).filter((filter) => !(shelf && filter.name === 'category'))
  if (filters.length === 0) return null
  return (
    <>
      {filters.map((filter) => (
        <Chip key={filter.name + filter.label} filter={filter} />
      ))}
      <Link to={{ search: `?${cleared(params)}` }} preventScrollReset>
        Clear all
      </Link>
    </>
  )
}

export function Chip({ filter }: { filter: ActiveFilter }) {
  return (
    <Link className="chip" to={{ search: `?${filter.without}` }} preventScrollReset>
      <span className="visually-hidden">Take away: </span>
      {filter.label} <Icon name="close" />
    </Link>
  )
}
