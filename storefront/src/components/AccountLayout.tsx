import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { RequireSignIn } from './RequireSignIn'
import { PageTitle } from './PageTitle'
import { Breadcrumbs } from './Breadcrumbs'
import { Seo } from './Seo'
import type { Customer } from '@/lib/session'

const PAGES = [
  { to: '/account', label: 'Details' },
  { to: '/account/addresses', label: 'Addresses' },
  { to: '/account/cards', label: 'Cards' },
  { to: '/orders', label: 'Orders' },
  { to: '/account/e-books', label: 'E-books' },
  { to: '/wishlist', label: 'Wishlist' },
  { to: '/account/reviews', label: 'Reviews' },
]

export function AccountLayout({
  title,
  children,
}: {
  title: string
  children: (customer: Customer) => ReactNode
}) {
  return (
    <RequireSignIn>
      {(customer) => (
        <div className="container">
          <Seo title={title} noindex />
          <Breadcrumbs crumbs={[{ label: 'Your account' }]} meta={customer.email} />
          <PageTitle className="mb-4">{title}</PageTitle>
          <nav className="switch account-nav mb-5" aria-label="Your account">
            {PAGES.map(({ to, label }) => (
              <NavLink key={to} to={to} end>
                {label}
              </NavLink>
            ))}
          </nav>
          {children(customer)}
        </div>
      )}
    </RequireSignIn>
  )
}
