import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'

export interface Crumb {
  label: string
  to?: string
}

/** The path to the page, and at the right one fact about it. */
export function Breadcrumbs({ crumbs, meta }: { crumbs: Crumb[]; meta?: ReactNode }) {
  return (
    <div className="runhead">
      <nav aria-label="Breadcrumb">
        <ol className="breadcrumb">
          {crumbs.map((crumb, i) => (
            <Fragment key={crumb.label}>{renderCrumb(crumb, i === crumbs.length - 1)}</Fragment>
          ))}
        </ol>
      </nav>
      {meta && <div className="aside">{meta}</div>}
    </div>
  )
}

function renderCrumb({ label, to }: Crumb, isLast: boolean) {
  return (
    <li className={`breadcrumb-item ${isLast ? 'active' : ''}`} aria-current={isLast ? 'page' : undefined}>
      {to && !isLast ? <Link to={to}>{label}</Link> : label}
    </li>
  )
}
