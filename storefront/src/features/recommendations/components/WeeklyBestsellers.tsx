import { NextLink } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { range } from '@/lib/range'
import { formatAge } from '@/lib/dates'
import { useRankedBooks } from '../useRankedBooks'
import { TopBook, RankedRow } from './RankedBooks'

export const LIST_LENGTH = 9

/** The home page's list of bestsellers; absent without sales or while the service is unavailable. */
export function WeeklyBestsellers() {
  const { rankedBooks, data, isError } = useRankedBooks({ by: 'purchased', window: 'week' })
  if (isError || rankedBooks?.length === 0) return null
  const [first, ...others] = rankedBooks ?? []
  return (
    <Section title="Bestsellers this week" meta={data && `Updated ${formatAge(data.updated_at)}`} first>
      {first ? (
        <div className="chart">
          <TopBook rankedBook={first} />
          <ol className="rows" start={2}>
            {others.slice(0, LIST_LENGTH - 1).map((rankedBook) => (
              <RankedRow key={rankedBook.book.book_id} rankedBook={rankedBook} />
            ))}
          </ol>
        </div>
      ) : (
        <ChartSkeleton />
      )}
      <NextLink to="/top-20">See the whole Top 20</NextLink>
    </Section>
  )
}

function ChartSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading the bestsellers" />
      <div className="chart" aria-hidden="true">
        <div className="first">
          <div className="stand">
            <span className="cover sk" />
          </div>
          <div className="about">
            <SkeletonLine width="80%" height="3rem" />
            <SkeletonLine width="50%" />
            <SkeletonLine width="60%" height="2rem" />
          </div>
        </div>
        <ol className="rows">
          {range(LIST_LENGTH - 1).map((i) => (
            <li key={i}>
              <span />
              <span className="cover sk" />
              <span>
                <SkeletonLine width="60%" />
                <SkeletonLine width="35%" />
              </span>
            </li>
          ))}
        </ol>
      </div>
    </>
  )
}
