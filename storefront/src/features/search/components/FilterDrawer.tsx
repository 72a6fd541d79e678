import { useState } from 'react'
import Offcanvas from 'react-bootstrap/Offcanvas'
import { Icon } from '@/components/Icon'
import { formatCount } from '@/lib/text'
import type { Facets } from '../api/search'
import { FacetFilters } from './FacetFilters'

interface FilterDrawerProps {
  facets: Facets
  total: number
  onCategoryPage?: boolean
}

/** On a narrow screen the filters are in a drawer behind a button, which gets the focus back. */
export function FilterDrawer({ facets, total, onCategoryPage }: FilterDrawerProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="btn btn-outline-primary btn-sm d-lg-none"
        onClick={() => setOpen(true)}
      >
        <Icon name="filter" /> Narrow the list
      </button>
      <Offcanvas show={open} onHide={() => setOpen(false)} placement="start" aria-labelledby="narrow">
        <Offcanvas.Header closeButton>
          <h2 className="h3 m-0" id="narrow">
            Narrow the list
          </h2>
        </Offcanvas.Header>
        <Offcanvas.Body className="facets drawer">
          <FacetFilters facets={facets} onCategoryPage={onCategoryPage} />
        </Offcanvas.Body>
        <div className="p-3">
          <button type="button" className="btn btn-primary w-100" onClick={() => setOpen(false)}>
            Show {formatCount(total, 'book')}
          </button>
        </div>
      </Offcanvas>
    </>
  )
}
