import { Link, useSearchParams } from 'react-router'
import { Shelf } from '@/components/books/BookGrid'
import { Catchword } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { Nothing } from '@/components/states/EmptyState'
import { fromHit } from '@/lib/books'
import type { Found } from '../api/search'
import { activeFilters } from '../activeFilters'
import { cleared, withFilters } from '../searchParams'
import { Chip } from './FilterChips'

const SHOWN = 6

/** Nothing fits: another spelling, a filter less, what comes nearest, or what others bought. */
export function NoHits({ found: { did_you_mean, facets, nearest = [] } }: { found: Found }) {
  const [params] = useSearchParams()
  const filters = activeFilters(params, facets)
  return (
    <>
      <Nothing
        title={
          filters.length
            ? 'Nothing on the shelves is all of that at once.'
            : 'Nothing on the shelves has these words.'
        }
      >
        {did_you_mean && (
          <p>
            Did you mean{' '}
            <Link to={{ search: `?${withFilters(cleared(params), { q: did_you_mean })}` }}>
              {did_you_mean}
            </Link>
            ?
          </p>
        )}
        {filters.length > 0 && (
          <p className="d-flex flex-wrap gap-2 align-items-center">
            Take a filter away:
            {filters.map((filter) => (
              <Chip key={filter.name + filter.label} filter={filter} />
            ))}
          </p>
        )}
        <Catchword to="/top-20" className="text-start m-0">
          What others bought this week
        </Catchword>
      </Nothing>
      {nearest.length > 0 && (
        <Section title="Perhaps one of these">
          <Shelf books={nearest.slice(0, SHOWN).map(fromHit)} />
        </Section>
      )}
    </>
  )
}
