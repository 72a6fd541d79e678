import { Icon } from '@/components/Icon'
import type { Layout } from '../layout'
import { SORTS, setFilters } from '../searchParams'
import { useFilterParams } from '../useFilterParams'

interface ToolbarProps {
  layout: Layout
  onLayout: (layout: Layout) => void
  onCategoryPage?: boolean
}

/** The sort order, and the choice between list and grid. */
export function Toolbar({ layout, onLayout, onCategoryPage }: ToolbarProps) {
  const [params, setParams] = useFilterParams()
  const defaultSort = onCategoryPage && !params.has('q') ? 'bestselling' : 'relevance'
  const otherLayout = layout === 'list' ? 'grid' : 'list'
  return (
    <div className="d-flex align-items-center gap-2 ms-auto">
      <button
        type="button"
        className="textbutton px-1"
        onClick={() => onLayout(otherLayout)}
        aria-label={otherLayout === 'grid' ? 'Grid view' : 'List view'}
      >
        <Icon name={otherLayout} />
      </button>
      <label className="quiet small nowrap" htmlFor="sort">
        Sort by
      </label>
      <select
        id="sort"
        className="form-select"
        value={params.get('sort') ?? defaultSort}
        onChange={(event) =>
          setParams(setFilters(params, { sort: event.target.value }), { preventScrollReset: true })
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
