import { useQuery } from '@tanstack/react-query'
import { useId } from 'react'
import { useSearchParams } from 'react-router'
import { categoriesQuery } from '@/lib/books'
import { SearchField } from '../../parts/SearchField'

export function BookFilters() {
  const id = useId()
  const [params, setParams] = useSearchParams()
  const { data: categories = [] } = useQuery(categoriesQuery())
  const set = (name: string, value: string) =>
    setParams((current) => {
      const next = new URLSearchParams(current)
      if (value) next.set(name, value)
      else next.delete(name)
      return next
    })
  return (
    <div className="filters" role="group" aria-label="Filters">
      <SearchField
        label="Title, author or ISBN"
        value={params.get('q') ?? ''}
        onSearch={(text) => set('q', text)}
      />
      <div>
        <label className="form-label" htmlFor={`${id}-category`}>
          Category
        </label>
        <select
          id={`${id}-category`}
          className="form-select"
          value={params.get('category') ?? ''}
          onChange={(event) => set('category', event.target.value)}
        >
          <option value="">All</option>
          {categories.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <div>
        <label className="form-label" htmlFor={`${id}-sort`}>
          Order
        </label>
        <select
          id={`${id}-sort`}
          className="form-select"
          value={params.get('sort') ?? ''}
          onChange={(event) => set('sort', event.target.value)}
        >
          <option value="">By title</option>
          <option value="newest">Newest first</option>
        </select>
      </div>
      <div>
        <label className="form-label" htmlFor={`${id}-withdrawn`}>
          Show
        </label>
        <select
          id={`${id}-withdrawn`}
          className="form-select"
          value={params.get('withdrawn') ?? ''}
          onChange={(event) => set('withdrawn', event.target.value)}
        >
          <option value="">On sale</option>
          <option value="yes">Withdrawn</option>
        </select>
      </div>
    </div>
  )
}
