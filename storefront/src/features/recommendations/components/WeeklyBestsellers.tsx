import { Catchword } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { Line, Loading } from '@/components/states/Skeleton'
import { counting } from '@/lib/range'
import { ago } from '@/lib/dates'
import { usePlaces } from '../useRankedBooks'
import { FirstPlace, RankedRow } from './RankedBooks'

export const SHOWN = 9

/** The home page's list. Without sales, or without the service, there is no list and no gap. */
export function WeeksBestsellers() {
  const { places, data, isError } = usePlaces({ by: 'purchased', window: 'week' })
  if (isError || places?.length === 0) return null
  const [first, ...others] = places ?? []
  return (
    <Section
      title="Bestsellers this week"
      aside={data && `Paid orders of the last seven days, updated ${ago(data.updated_at)}`}
      first
    >
      {first ? (
        <div className="chart">
          <FirstPlace place={first} />
          <ol className="rows" start={2}>
            {others.slice(0, SHOWN - 1).map((place) => (
              <RankedRow key={place.book.book_id} place={place} />
            ))}
          </ol>
        </div>
      ) : (
        <ChartSkeleton />
      )}
      <Catchword to="/top-20">The whole Top 20</Catchword>
    </Section>
  )
}

function ChartSkeleton() {
  return (
    <>
      <Loading what="Loading the bestsellers" />
      <div className="chart" aria-hidden="true">
        <div className="first">
          <div className="stand">
            <span className="cover sk" />
          </div>
          <div className="about">
            <Line width="80%" height="3rem" />
            <Line width="50%" />
            <Line width="60%" height="2rem" />
          </div>
        </div>
        <ol className="rows">
          {counting(SHOWN - 1).map((i) => (
            <li key={i}>
              <span />
              <span className="cover sk" />
              <span>
                <Line width="60%" />
                <Line width="35%" />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}
