import { useState } from 'react'
import Offcanvas from 'react-bootstrap/Offcanvas'
import { Link } from 'react-router'
import { Icon } from '@/components/Icon'
import { formatCount } from '@/lib/text'
import { useMedia } from '@/lib/useMedia'
import { activeFilters } from '../activeFilters'
import type { Facets } from '../api/search'
import { clearFilters } from '../searchParams'
import { useFilterParams } from '../useFilterParams'
import { FacetFilters } from './FacetFilters'

interface FilterDrawerProps {
  facets: Facets
  total: number
  onCategoryPage?: boolean
}

/**
 * On a narrow screen the filters are behind a button, which says how many are set and gets the focus back: in a
 * sheet at the bottom of a phone, in a drawer at the side of a tablet.
 */
export function FilterDrawer({ facets, total, onCategoryPage }: FilterDrawerProps) {
  const [open, setOpen] = useState(false)
  const [params] = useFilterParams()
  const isPhone = useMedia('(width < 576px)')
  const count = activeFilters(params, facets).filter(
    (filter) => !(onCategoryPage && filter.name === 'category'),
  ).length
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm d-lg-none"
        onClick={() => setOpen(true)}
      >
        <Icon name="filter" /> Filter{count > 0 && ` (${count})`}
      </button>
      <Offcanvas
        show={open}
        onHide={() => setOpen(false)}
        placement={isPhone ? 'bottom' : 'start'}
        aria-labelledby="narrow"
      >
        <Offcanvas.Header closeButton>
          <h2 className="h3 m-0" id="narrow">
            Filter
          </h2>
        </Offcanvas.Header>
        <Offcanvas.Body className="facets drawer">
          <FacetFilters facets={facets} onCategoryPage={onCategoryPage} />
        </Offcanvas.Body>
        <div className="d-flex gap-3 p-3">
          {count > 0 && (
            <Link
              className="btn btn-outline-primary"
              to={{ search: `?${clearFilters(params)}` }}
              preventScrollReset
            >
              Clear all
            </Link>
          )}
          <button type="button" className="btn btn-primary flex-fill" onClick={() => setOpen(false)}>
            Show {formatCount(total, 'book')}
          </button>
        </div>
      </Offcanvas>
    </>
  )
}
