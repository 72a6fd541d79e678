import { Note } from '@/components/Note'
import { EmptyState } from '@/components/states/EmptyState'
import { ErrorState } from '@/components/states/ErrorState'
import { LoadingMessage } from '@/components/states/Skeleton'
import { formatAge } from '@/lib/dates'
import type { BestsellerFilter } from '../api/bestsellers'
import { toLongerWindow, WINDOW_LABELS } from '../periods'
import { useRankedBooks } from '../useRankedBooks'
import { Podium } from './Podium'
import { TopRow } from './RankedBooks'
import { BestsellerListSkeleton } from './BestsellerListSkeleton'

interface BestsellerListProps {
  filter: BestsellerFilter
  /** The requested list, where it is empty and a list of a longer period replaces it. */
  requestedFilter?: BestsellerFilter
}

/** The list of bestsellers; if it is empty, the one of the next longer period, with a notice. */
export function BestsellerList({ filter, requestedFilter = filter }: BestsellerListProps) {
  const { rankedBooks, data, error, refetch } = useRankedBooks(filter)
  if (error && !data)
    return <ErrorState error={error} onRetry={() => void refetch()} title="We couldn’t load this list" />
  if (!data || !rankedBooks)
    return (
      <>
        <LoadingMessage label="Loading the list" />
        <BestsellerListSkeleton />
      </>
    )
  if (!rankedBooks.length && data.degraded) return <UncountedList />
  const longerFilter = toLongerWindow(filter)
  if (!rankedBooks.length)
    return longerFilter ? (
      <BestsellerList filter={longerFilter} requestedFilter={requestedFilter} />
    ) : (
      <EmptyList requestedFilter={requestedFilter} />
    )
  return (
    <>
      <ListNotice filter={filter} requestedFilter={requestedFilter} updatedAt={data.updated_at} />
      <Podium rankedBooks={rankedBooks.slice(0, 3)} />
      {rankedBooks.length > 3 && (
        <ol className="rows top mt-5" start={4}>
          {rankedBooks.slice(3).map((rankedBook) => (
            <TopRow key={rankedBook.book.book_id} rankedBook={rankedBook} />
          ))}
        </ol>
      )}
    </>
  )
}

const STALE_AFTER_MS = 60 * 60_000 // the list is computed every few minutes

const isStale = (updatedAt: string): boolean => Date.now() - Date.parse(updatedAt) > STALE_AFTER_MS

/** Explains that the list is stale or of another period than requested. */
function ListNotice({
  filter,
  requestedFilter,
  updatedAt,
}: Required<BestsellerListProps> & { updatedAt: string }) {
  const stale = isStale(updatedAt)
  if (filter === requestedFilter && !stale) return null
  return (
    <div className="mb-4">
      <Note tone="warn">
        {filter !== requestedFilter && (
          <p>
            {emptyTitle(requestedFilter)} These are the bestsellers {WINDOW_LABELS[filter.window]}.
          </p>
        )}
        {stale && <p>Last updated {formatAge(updatedAt)}. Recent sales aren’t included.</p>}
      </Note>
    </div>
  )
}

const emptyTitle = ({ by, window }: BestsellerFilter): string =>
  by === 'rated' ? 'No ratings yet.' : `No sales ${WINDOW_LABELS[window]} yet.`

const EmptyList = ({ requestedFilter }: { requestedFilter: BestsellerFilter }) => (
  <EmptyState title={emptyTitle(requestedFilter)}>
    <p className="quiet">Try all categories.</p>
  </EmptyState>
)

/** Replaces a list that is empty because nobody could count it, not because nothing was sold. */
const UncountedList = () => (
  <EmptyState title="The list is being counted.">
    <p className="quiet">Please look again in a minute.</p>
  </EmptyState>
)
