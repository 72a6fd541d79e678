import { Link } from 'react-router'
import { BookGrid } from '@/components/books/BookGrid'
import { NextLink } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { EmptyState } from '@/components/states/EmptyState'
import { fromHit } from '@/lib/books'
import type { SearchResponse } from '../api/search'
import { activeFilters } from '../activeFilters'
import { clearFilters, setFilters } from '../searchParams'
import { useFilterParams } from '../useFilterParams'
import { FilterChip } from './FilterChips'

const MAX_SHOWN = 6

/** Shown for a search without results: another spelling, filters to remove, similar books. */
export function NoResults({ results: { did_you_mean, facets, nearest = [] } }: { results: SearchResponse }) {
  const [params] = useFilterParams()
  const filters = activeFilters(params, facets)
  return (
    <>
      <EmptyState
        title={filters.length ? 'No books match all of these filters' : 'No books match your search'}
      >
        {did_you_mean && (
          <p>
            Did you mean{' '}
            <Link to={{ search: `?${setFilters(clearFilters(params), { q: did_you_mean })}` }}>
              {did_you_mean}
            </Link>
            ?
          </p>
        )}
        {filters.length > 0 && (
          <p className="d-flex flex-wrap gap-2 align-items-center">
            Try removing a filter:
            {filters.map((filter) => (
              <FilterChip key={filter.name + filter.label} filter={filter} />
            ))}
          </p>
        )}
        <NextLink to="/top-20" className="text-start m-0">
          See this week’s bestsellers
        </NextLink>
      </EmptyState>
      {nearest.length > 0 && (
        <Section title="You might be looking for">
          <BookGrid books={nearest.slice(0, MAX_SHOWN).map(fromHit)} />
        </Section>
      )}
    </>
  )
}
