import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { categoriesQuery } from '@/lib/books'
import { formatAge } from '@/lib/dates'
import { bestsellersQuery, type BestsellerFilter, type RankedBy, type Window } from '../api/bestsellers'
import { toLongerWindow, WINDOW_LABELS } from '../periods'
import { BestsellerList } from './BestsellerList'
import { BestsellerFilters } from './BestsellerFilters'

export function Top20Page() {
  const filter = useBestsellerFilter()
  const title = pageTitle(filter)
  const { data } = useQuery(bestsellersQuery(filter))
  const next = toLongerWindow(filter)
  return (
    <div className="container">
      <Seo
        title={title}
        description={`${title}: our Top 20, updated every few minutes.`}
        canonical="/top-20"
      />
      <Breadcrumbs crumbs={[{ label: 'Top 20' }]} meta={data && `Updated ${formatAge(data.updated_at)}`} />
      <PageTitle className="mb-3">{title}</PageTitle>
      <BestsellerFilters filter={filter} />
      <BestsellerList filter={filter} />
      {next && (
        <NextLink to={{ search: `?${toSearchParams(next)}` }}>
          The Top 20 {WINDOW_LABELS[next.window]}
        </NextLink>
      )}
    </div>
  )
}

const pageTitle = ({ by, window, category }: BestsellerFilter): string =>
  `${by === 'rated' ? 'Best rated' : `Bestsellers ${WINDOW_LABELS[window]}`}${category ? `: ${category}` : ''}`

const toSearchParams = ({ window, category }: BestsellerFilter): URLSearchParams =>
  new URLSearchParams({ window, ...(category && { category }) })

/** Read the list's filter from the URL. Unknown values mean the default. */
function useBestsellerFilter(): BestsellerFilter {
  const [params] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const by: RankedBy = params.get('by') === 'rated' ? 'rated' : 'purchased'
  const window = params.get('window') ?? 'week'
  const category = categories.find(({ name }) => name === params.get('category'))?.name
  return { by, window: Object.hasOwn(WINDOW_LABELS, window) ? (window as Window) : 'week', category }
}
