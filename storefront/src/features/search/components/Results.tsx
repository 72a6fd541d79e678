import type { UseQueryResult } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Problem } from '@/components/states/ErrorState'
import { Line, Loading } from '@/components/states/Skeleton'
import { counting } from '@/lib/range'
import type { Found } from '../api/search'
import { usePersistedLayout } from '../layout'
import { wantedEdition } from '../editionChoice'
import { Chips } from './FilterChips'
import { Facets } from './FacetFilters'
import { HitGrid } from './HitGrid'
import { HitRow } from './HitRow'
import { NarrowButton } from './FilterDrawer'
import { NoHits } from './NoResults'
import { Pages } from './Pagination'
import { Toolbar } from './Toolbar'

interface ResultsProps {
  found: UseQueryResult<Found>
  /** One stands at a shelf: the category is given. */
  shelf?: boolean
}

interface HitsProps {
  data: Found
  dimmed: boolean
  layout: 'list' | 'grid'
}

/** Facets beside the hits. While other hits are on their way the old ones stay, dimmed. */
export function Results({ found: { data, error, isPlaceholderData, refetch }, shelf }: ResultsProps) {
  const [layout, setLayout] = usePersistedLayout(shelf ? 'shelf' : 'results')
  if (error && !data)
    return <Problem error={error} onRetry={() => void refetch()} title="The search did not answer." />
  if (!data) return <ResultsSkeleton />
  if (data.total === 0)
    return (
      <>
        <Notice found={data} />
        <NoHits found={data} />
      </>
    )
  const toolbar = <Toolbar layout={layout} onLayout={setLayout} shelf={shelf} />
  const hits = <Hits data={data} dimmed={isPlaceholderData} layout={layout} />
  if (data.degraded)
    return (
      <div aria-busy={isPlaceholderData}>
        <Notice found={data} />
        <div className="toolbar">
          <Chips facets={data.facets} shelf={shelf} />
          {toolbar}
        </div>
        {hits}
        <Pages page={data.page} pages={data.pages} />
      </div>
    )
  return (
    <div className="found" aria-busy={isPlaceholderData}>
      <aside className="facets" aria-label="Narrow the list">
        <Facets facets={data.facets} shelf={shelf} />
      </aside>
      <div>
        <div className="toolbar">
          <Chips facets={data.facets} shelf={shelf} />
          <NarrowButton facets={data.facets} shelf={shelf} total={data.total} />
          {toolbar}
        </div>
        {hits}
        <Pages page={data.page} pages={data.pages} />
      </div>
    </div>
  )
}

/** A simple list, made without the search, says so. */
function Notice({ found: { notice } }: { found: Found }) {
  if (!notice) return null
  return (
    <p className="note mb-4" role="status">
      {notice}
    </p>
  )
}

function Hits({ data, dimmed, layout }: HitsProps) {
  const [params] = useSearchParams()
  const show = wantedEdition(params)
  return (
    <div className={dimmed ? 'dimmed' : undefined}>
      {layout === 'grid' ? (
        <HitGrid hits={data.items} />
      ) : (
        <ol className="results">
          {data.items.map((hit) => (
            <HitRow key={hit.book_id} hit={hit} show={show} />
          ))}
        </ol>
      )}
    </div>
  )
}

export function ResultsSkeleton() {
  return (
    <div className="found">
      <Loading what="Searching" />
      <aside className="facets" aria-hidden="true">
        {counting(14).map((i) => (
          <Line key={i} width={i % 5 ? '90%' : '40%'} />
        ))}
      </aside>
      <ol className="results" aria-hidden="true">
        {counting(12).map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <Line width="60%" height="1.5rem" />
              <Line width="30%" />
              <Line width="95%" />
              <Line width="80%" />
            </div>
            <div className="buy">
              <Line width="4rem" />
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
