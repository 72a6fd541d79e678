import { useQuery } from '@tanstack/react-query'
import { useId, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { shippingOptionsQuery } from '@/lib/delivery'
import { FLAGS, STATUSES } from '../orderText'
import { SearchField } from '../../parts/SearchField'
import { withFilter, type FilterName } from './filter'

/** The search and the filters; each change is a new URL. */
export function OrderFilters() {
  const [params, setParams] = useSearchParams()
  const { data: options = [] } = useQuery(shippingOptionsQuery())
  const countries = [...new Set(options.map(({ country }) => country))]
  const set = (name: FilterName, value: string) => setParams((current) => withFilter(current, name, value))
  const field = (name: FilterName) => ({ name, value: params.get(name) ?? '', onChange: set })
  return (
    <div className="filters" role="group" aria-label="Filters">
      <SearchField
        label="Number, name, email, ISBN or tracking number"
        value={params.get('q') ?? ''}
        onSearch={(text) => set('q', text)}
      />
      <Choice {...field('status')} label="Status">
        {Object.entries(STATUSES).map(([status, { label }]) => (
          <option key={status} value={status}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice {...field('flag')} label="Flag">
        {Object.entries(FLAGS).map(([flag, label]) => (
          <option key={flag} value={flag}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice {...field('country')} label="To">
        {countries.map((country) => (
          <option key={country}>{country}</option>
        ))}
      </Choice>
      <Choice {...field('digital')} label="Digital">
        <option value="yes">With e-books</option>
      </Choice>
      <DayField {...field('from')} label="From" />
      <DayField {...field('to')} label="Until" />
    </div>
  )
}

interface FilterFieldProps {
  name: FilterName
  label: string
  value: string
  onChange: (name: FilterName, value: string) => void
}

function Choice({ name, label, value, onChange, children }: FilterFieldProps & { children: ReactNode }) {
  const id = useId()
  return (
    <div>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <select
        id={id}
        className="form-select"
        value={value}
        onChange={(event) => onChange(name, event.target.value)}
      >
        <option value="">All</option>
        {children}
      </select>
    </div>
  )
}

function DayField({ name, label, value, onChange }: FilterFieldProps) {
  const id = useId()
  return (
    <div>
      <label className="form-label" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="date"
        className="form-control"
        value={value}
        onChange={(event) => onChange(name, event.target.value)}
      />
    </div>
  )
}
