import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Catchword } from '@/components/Catchword'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/RunningHead'
import { Seo } from '@/components/Seo'
import { Nothing } from '@/components/states/Nothing'
import { Problem } from '@/components/states/Problem'
import { Loading } from '@/components/states/Skeleton'
import { categoriesQuery } from '@/lib/books'
import { ago } from '@/lib/dates'
import type { Asked, By, Window } from '../api/bestsellers'
import { usePlaces } from '../usePlaces'
import { Podium } from './Podium'
import { TopRow } from './Ranked'
import { TopSkeleton } from './TopSkeleton'
import { TopSwitches } from './TopSwitches'

const PERIODS: Record<Window, string> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  all: 'of all time',
}
const LONGER: Partial<Record<Window, Window>> = { day: 'week', week: 'month', month: 'all' }

export function Component() {
  const asked = useAsked()
  const title = titleOf(asked)
  return (
    <div className="container">
      <Seo
        title={title}
        description={`The twenty books: ${title.toLowerCase()}, counted from paid orders.`}
        canonical="/top-20"
      />
      <List asked={asked} title={title} />
    </div>
  )
}

const titleOf = ({ by, window, category }: Asked): string =>
  `What readers ${by === 'rated' ? 'liked best' : `bought ${PERIODS[window]}`}${category ? `: ${category}` : ''}`

/** The address says which list. A word it does not know means the usual one. */
function useAsked(): Asked {
  const [params] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const by: By = params.get('by') === 'rated' ? 'rated' : 'purchased'
  const window = params.get('window') ?? 'week'
  const category = categories.find(({ name }) => name === params.get('category'))?.name
  return { by, window: window in PERIODS ? (window as Window) : 'week', category }
}

function List({ asked, title }: { asked: Asked; title: string }) {
  const { places, data, error, refetch } = usePlaces(asked)
  const longer = asked.by === 'purchased' ? LONGER[asked.window] : undefined
  return (
    <>
      <RunningHead trail={[{ label: 'Top 20' }]} aside={data && `Updated ${ago(data.updated_at)}`} />
      <PageTitle className="mb-3">{title}</PageTitle>
      <TopSwitches asked={asked} />
      {error && !data ? (
        <Problem error={error} onRetry={() => void refetch()} title="The list is being counted." />
      ) : !places ? (
        <>
          <Loading what="Loading the list" />
          <TopSkeleton />
        </>
      ) : places.length === 0 ? (
        <Nothing
          title={`Nothing was ${asked.by === 'rated' ? 'rated' : 'sold'} here ${PERIODS[asked.window]} yet.`}
        >
          <p className="quiet">A longer time, or every shelf, has more to show.</p>
        </Nothing>
      ) : (
        <>
          <Podium places={places.slice(0, 3)} />
          {places.length > 3 && (
            <ol className="rows top mt-5" start={4}>
              {places.slice(3).map((place) => (
                <TopRow key={place.book.book_id} place={place} />
              ))}
            </ol>
          )}
        </>
      )}
      {longer && <Catchword to={`?window=${longer}`}>The Top 20 {PERIODS[longer]}</Catchword>}
    </>
  )
}
