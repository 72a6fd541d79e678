import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { ForReaders } from './RequireSignIn'
import { PageTitle } from './PageTitle'
import { RunningHead } from './Breadcrumbs'
import { Seo } from './Seo'
import type { Reader } from '@/lib/session'

const PAGES = [
  { to: '/account', label: 'You' },
  { to: '/account/addresses', label: 'Addresses' },
  { to: '/orders', label: 'Orders' },
  { to: '/wishlist', label: 'Wishlist' },
  { to: '/account/reviews', label: 'Reviews' },
]

export function AccountFrame({
  title,
  children,
}: {
  title: string
  children: (reader: Reader) => ReactNode
}) {
  return (
    <ForReaders>
      {(reader) => (
        <div className="container">
          <Seo title={title} noindex />
          <RunningHead trail={[{ label: 'Your account' }]} aside={reader.email} />
          <PageTitle className="mb-4">{title}</PageTitle>
          <nav className="switch account-nav mb-5" aria-label="Your account">
            {PAGES.map(({ to, label }) => (
              <NavLink key={to} to={to} end>
                {label}
              </NavLink>
            ))}
          </nav>
          {children(reader)}
        </div>
      )}
    </ForReaders>
  )
}
