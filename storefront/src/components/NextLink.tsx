import type { ReactNode } from 'react'
import { Link, type To } from 'react-router'

/** The last line of a section: a link to the next page. At most one per section. */
export function NextLink({
  to,
  children,
  className = '',
}: {
  to: To
  children: ReactNode
  className?: string
}) {
  return (
    <p className={`catchword ${className}`}>
      <Link to={to}>{children}</Link>
    </p>
  )
}
