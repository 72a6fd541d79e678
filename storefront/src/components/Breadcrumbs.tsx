import { Fragment, type ReactNode } from 'react'
import { Link } from 'react-router'

export interface Crumb {
  label: string
  to?: string
}

/** Where one is, and at the right a fact about the page. */
export function RunningHead({ trail, aside }: { trail: Crumb[]; aside?: ReactNode }) {
  return (
    <div className="runhead">
      <nav aria-label="Where you are">
        <ol className="breadcrumb">
          {trail.map((crumb, i) => (
            <Fragment key={crumb.label}>{step(crumb, i === trail.length - 1)}</Fragment>
          ))}
        </ol>
      </nav>
      {aside && <div className="aside">{aside}</div>}
    </div>
  )
}

function step({ label, to }: Crumb, last: boolean) {
  return (
    <li className={`breadcrumb-item ${last ? 'active' : ''}`} aria-current={last ? 'page' : undefined}>
      {to && !last ? <Link to={to}>{label}</Link> : label}
    </li>
  )
}
