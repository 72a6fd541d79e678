import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { categoriesQuery } from '@/lib/books'
import type { BestsellerFilter, RankedBy, Window } from '../api/bestsellers'

const RANKINGS: [RankedBy, string][] = [
  ['purchased', 'Bestselling'],
  ['rated', 'Best rated'],
]
const WINDOWS: [Window, string][] = [
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
  ['all', 'All time'],
]

/** The ranking, period and category of the list, as links so that each list has its own URL. */
export function BestsellerFilters({ filter }: { filter: BestsellerFilter }) {
  const [params, setParams] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const withParam = (key: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(key, value)
    else next.delete(key)
    return next
  }
  const renderLinks = (key: string, current: string) =>
    function Choice([value, label]: [string, string]) {
      return (
        <Link
          key={value}
          to={{ search: `?${withParam(key, value)}` }}
          aria-current={value === current || undefined}
          replace
          preventScrollReset
        >
          {label}
        </Link>
      )
    }
  return (
    <div className="d-flex flex-wrap align-items-center gap-3 gap-lg-5 mb-5">
      <nav className="switch" aria-label="Rank by">
        {RANKINGS.map(renderLinks('by', filter.by))}
      </nav>
      {/* Ratings have no period: the list of the best rated is the same in all of them. */}
      {filter.by === 'purchased' && (
        <nav className="switch" aria-label="Period">
          {WINDOWS.map(renderLinks('window', filter.window))}
        </nav>
      )}
      <select
        className="form-select w-auto ms-lg-auto"
        aria-label="Category"
        value={filter.category ?? ''}
        onChange={(event) =>
          setParams(withParam('category', event.target.value), { replace: true, preventScrollReset: true })
        }
      >
        <option value="">All categories</option>
        {categories.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </div>
  )
}
