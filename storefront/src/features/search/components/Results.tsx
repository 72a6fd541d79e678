import type { UseQueryResult } from '@tanstack/react-query'
import { ErrorState } from '@/components/states/ErrorState'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { BookGrid } from '@/components/books/BookGrid'
import type { BookSummary } from '@/lib/books'
import { range } from '@/lib/range'
import { useMedia } from '@/lib/useMedia'
import type { SearchResponse } from '../api/search'
import { usePersistedLayout } from '../layout'
import { isAboutEditions, toSummary } from '../editionChoice'
import { useFilterParams } from '../useFilterParams'
import { FilterChips } from './FilterChips'
import { FacetFilters } from './FacetFilters'
import { HitRow } from './HitRow'
import { FilterDrawer } from './FilterDrawer'
import { NoResults } from './NoResults'
import { Pagination } from './Pagination'
import { Toolbar } from './Toolbar'

interface ResultsProps {
  results: UseQueryResult<SearchResponse>
  /** True on the page of a category, where the category is not a filter. */
  onCategoryPage?: boolean
}

interface HitsProps {
  data: SearchResponse
  isStale: boolean
  layout: 'list' | 'grid'
}

/** The facets and the hits. The previous hits stay, dimmed, while others load. */
export function Results({
  results: { data, error, isPlaceholderData, refetch },
  onCategoryPage,
}: ResultsProps) {
  const [layout, setLayout] = usePersistedLayout(onCategoryPage ? 'shelf' : 'results')
  if (error && !data)
    return <ErrorState error={error} onRetry={() => void refetch()} title="We couldn’t load the results" />
  if (!data) return <ResultsSkeleton />
  if (data.total === 0)
    return (
      <>
        <Notice results={data} />
        <NoResults results={data} />
      </>
    )
  const toolbar = <Toolbar layout={layout} onLayout={setLayout} onCategoryPage={onCategoryPage} />
  const hits = <Hits data={data} isStale={isPlaceholderData} layout={layout} />
  if (data.degraded)
    return (
      <div aria-busy={isPlaceholderData}>
        <Notice results={data} />
        <div className="toolbar">
          <FilterChips facets={data.facets} onCategoryPage={onCategoryPage} />
          {toolbar}
        </div>
        {hits}
        <Pagination page={data.page} pages={data.pages} />
      </div>
    )
  return (
    <div className="found" aria-busy={isPlaceholderData}>
      <aside className="facets" aria-label="Filters">
        <FacetFilters facets={data.facets} onCategoryPage={onCategoryPage} />
      </aside>
      <div>
        <div className="toolbar">
          <FilterChips facets={data.facets} onCategoryPage={onCategoryPage} />
          <FilterDrawer facets={data.facets} onCategoryPage={onCategoryPage} total={data.total} />
          {toolbar}
        </div>
        {hits}
        <Pagination page={data.page} pages={data.pages} />
      </div>
    </div>
  )
}

/** The service's notice about a degraded response. */
function Notice({ results: { notice } }: { results: SearchResponse }) {
  if (!notice) return null
  return (
    <p className="note mb-4" role="status">
      {notice}
    </p>
  )
}

function Hits({ data, isStale, layout }: HitsProps) {
  const [params] = useFilterParams()
  const aboutEditions = isAboutEditions(params)
  return (
    <div className={isStale ? 'dimmed' : undefined}>
      {layout === 'grid' ? (
        <HitGrid books={data.items.map((hit) => toSummary(hit, aboutEditions))} />
      ) : (
        <ol className="results">
          {data.items.map((hit) => (
            <HitRow key={hit.book_id} hit={hit} aboutEditions={aboutEditions} />
          ))}
        </ol>
      )}
    </div>
  )
}

export function ResultsSkeleton() {
  return (
    <div className="found">
      <LoadingMessage label="Searching" />
      <aside className="facets" aria-hidden="true">
        {range(14).map((i) => (
          <SkeletonLine key={i} width={i % 5 ? '90%' : '40%'} />
        ))}
      </aside>
      <ol className="results" aria-hidden="true">
        {range(12).map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <SkeletonLine width="60%" height="1.5rem" />
              <SkeletonLine width="30%" />
              <SkeletonLine width="95%" />
              <SkeletonLine width="80%" />
            </div>
            <div className="buy">
              <SkeletonLine width="4rem" />
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** A grid of covers with fewer columns on narrow screens, so that it never scrolls sideways. */
function HitGrid({ books }: { books: BookSummary[] }) {
  const phone = useMedia('(width < 576px)')
  const tablet = useMedia('(width < 992px)')
  return <BookGrid books={books} columns={phone ? 2 : tablet ? 3 : 4} />
}
