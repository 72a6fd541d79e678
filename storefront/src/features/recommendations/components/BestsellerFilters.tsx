import { useQuery } from '@tanstack/react-query'
import { Link, useSearchParams } from 'react-router'
import { categoriesQuery } from '@/lib/books'
import type { Asked, By, Window } from '../api/bestsellers'

const COUNTED: [By, string][] = [
  ['purchased', 'Bought'],
  ['rated', 'Best rated'],
]
const PERIODS: [Window, string][] = [
  ['day', 'Day'],
  ['week', 'Week'],
  ['month', 'Month'],
  ['all', 'All time'],
]

/** Which list: by what, since when, of which shelf. Links, so that each list has its address. */
export function TopSwitches({ asked }: { asked: Asked }) {
  const [params, setParams] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const withOther = (key: string, value: string) => {
    const next = new URLSearchParams(params)
    if (value) next.set(key, value)
    else next.delete(key)
    return next
  }
  const choice = (key: string, current: string) =>
    function Choice([value, label]: [string, string]) {
      return (
        <Link
          key={value}
          to={{ search: `?${withOther(key, value)}` }}
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
      <nav className="switch" aria-label="Counted by">
        {COUNTED.map(choice('by', asked.by))}
      </nav>
      {/* Stars have no date: the best rated are the same in every period. */}
      {asked.by === 'purchased' && (
        <nav className="switch" aria-label="Period">
          {PERIODS.map(choice('window', asked.window))}
        </nav>
      )}
      <select
        className="form-select w-auto ms-lg-auto"
        aria-label="Shelf"
        value={asked.category ?? ''}
        onChange={(event) =>
          setParams(withOther('category', event.target.value), { replace: true, preventScrollReset: true })
        }
      >
        <option value="">Every shelf</option>
        {categories.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </div>
  )
}
