import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { categoriesQuery } from '@/lib/books'
import { ago } from '@/lib/dates'
import { bestsellersQuery, type Asked, type By, type Window } from '../api/bestsellers'
import { longer, PERIODS } from '../periods'
import { TopList } from './BestsellerList'
import { TopSwitches } from './BestsellerFilters'

export function Component() {
  const asked = useAsked()
  const title = titleOf(asked)
  const { data } = useQuery(bestsellersQuery(asked))
  const next = longer(asked)
  return (
    <div className="container">
      <Seo
        title={title}
        description={`The twenty books: ${title.toLowerCase()}, counted from paid orders.`}
        canonical="/top-20"
      />
      <RunningHead trail={[{ label: 'Top 20' }]} aside={data && `Updated ${ago(data.updated_at)}`} />
      <PageTitle className="mb-3">{title}</PageTitle>
      <TopSwitches asked={asked} />
      <TopList asked={asked} />
      {next && (
        <Catchword to={{ search: `?${inAddress(next)}` }}>The Top 20 {PERIODS[next.window]}</Catchword>
      )}
    </div>
  )
}

const titleOf = ({ by, window, category }: Asked): string =>
  `What readers ${by === 'rated' ? 'liked best' : `bought ${PERIODS[window]}`}${category ? `: ${category}` : ''}`

const inAddress = ({ window, category }: Asked): URLSearchParams =>
  new URLSearchParams({ window, ...(category && { category }) })

/** The address says which list. A word it does not know means the usual one. */
function useAsked(): Asked {
  const [params] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const by: By = params.get('by') === 'rated' ? 'rated' : 'purchased'
  const window = params.get('window') ?? 'week'
  const category = categories.find(({ name }) => name === params.get('category'))?.name
  return { by, window: window in PERIODS ? (window as Window) : 'week', category }
}
