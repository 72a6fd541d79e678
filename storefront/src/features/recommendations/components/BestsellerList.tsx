import { Note } from '@/components/Note'
import { Nothing } from '@/components/states/EmptyState'
import { Problem } from '@/components/states/ErrorState'
import { Loading } from '@/components/states/Skeleton'
import { ago } from '@/lib/dates'
import type { Asked } from '../api/bestsellers'
import { longer, PERIODS } from '../periods'
import { usePlaces } from '../useRankedBooks'
import { Podium } from './Podium'
import { TopRow } from './RankedBooks'
import { TopSkeleton } from './BestsellerListSkeleton'

interface TopListProps {
  asked: Asked
  /** What the reader wanted to see, where that list is empty and this one stands in for it. */
  wanted?: Asked
}

/** The list; if nothing was sold in its time, the one of the next longer time, and it says so. */
export function TopList({ asked, wanted = asked }: TopListProps) {
  const { places, data, error, refetch } = usePlaces(asked)
  if (error && !data)
    return <Problem error={error} onRetry={() => void refetch()} title="The list is being counted." />
  if (!data || !places)
    return (
      <>
        <Loading what="Loading the list" />
        <TopSkeleton />
      </>
    )
  const instead = longer(asked)
  if (!places.length)
    return instead ? <TopList asked={instead} wanted={wanted} /> : <NothingYet wanted={wanted} />
  return (
    <>
      <Explained asked={asked} wanted={wanted} updated={data.updated_at} />
      <Podium places={places.slice(0, 3)} />
      {places.length > 3 && (
        <ol className="rows top mt-5" start={4}>
          {places.slice(3).map((place) => (
            <TopRow key={place.book.book_id} place={place} />
          ))}
        </ol>
      )}
    </>
  )
}

const OLD = 60 * 60_000 // it is counted every few minutes

const isOld = (updated: string): boolean => Date.now() - Date.parse(updated) > OLD

/** Why this is not quite the list that was asked for. */
function Explained({ asked, wanted, updated }: Required<TopListProps> & { updated: string }) {
  const stale = isOld(updated)
  if (asked === wanted && !stale) return null
  return (
    <div className="mb-4">
      <Note tone="warn">
        {asked !== wanted && (
          <p>
            {nothing(wanted)} This is what readers bought {PERIODS[asked.window]}.
          </p>
        )}
        {stale && <p>This list was counted {ago(updated)}; the latest sales are not in it.</p>}
      </Note>
    </div>
  )
}

const nothing = ({ by, window }: Asked): string =>
  `Nothing was ${by === 'rated' ? 'rated' : 'sold'} here ${by === 'rated' ? '' : `${PERIODS[window]} `}yet.`

const NothingYet = ({ wanted }: { wanted: Asked }) => (
  <Nothing title={nothing(wanted)}>
    <p className="quiet">Every shelf together has more to show.</p>
  </Nothing>
)
