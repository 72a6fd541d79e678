import { useSearchParams } from 'react-router'
import { Icon } from '@/components/Icon'
import type { Layout } from '../layout'
import { SORTS, withFilters } from '../searchParams'

interface ToolbarProps {
  layout: Layout
  onLayout: (layout: Layout) => void
  shelf?: boolean
}

/** In which order, and as a list or a grid. */
export function Toolbar({ layout, onLayout, shelf }: ToolbarProps) {
  const [params, setParams] = useSearchParams()
  const usual = shelf && !params.has('q') ? 'bestselling' : 'relevance'
  const other = layout === 'list' ? 'grid' : 'list'
  return (
    <div className="d-flex align-items-center gap-2 ms-auto">
      <button
        type="button"
        className="textbutton px-1"
        onClick={() => onLayout(other)}
        aria-label={other === 'grid' ? 'Show as a grid of covers' : 'Show as a list'}
      >
        <Icon name={other} />
      </button>
      <label className="quiet small" htmlFor="sort">
        Sort by
      </label>
      <select
        id="sort"
        className="form-select"
        value={params.get('sort') ?? usual}
        onChange={(event) =>
          setParams(withFilters(params, { sort: event.target.value }), { preventScrollReset: true })
        }
      >
        {Object.entries(SORTS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </div>
  )
}
