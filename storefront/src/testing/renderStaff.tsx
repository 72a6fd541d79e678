import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Providers } from '@/components/Providers'
import { createQueryClient } from '@/lib/api/queries'
import { staffRoutes } from '@/staff/staffRoutes'
import { mockGet } from './mockServices'
import { customer } from './builders'

interface StaffOptions {
  roles?: string[]
  permissions?: string[]
}

/** Render the back office at a path, for an account with these permissions. */
export function renderStaff(path: string, { roles = ['orders'], permissions = [] }: StaffOptions = {}) {
  mockGet('orders/admin/me', { id: 'c-1', roles, permissions })
  mockGet('catalog/admin/me', { id: 'c-1', roles, permissions: [] })
  const router = createMemoryRouter(staffRoutes, { initialEntries: [path] })
  const queries = createQueryClient()
  queries.setDefaultOptions({ queries: { retry: false } })
  queries.setQueryData(['customer'], customer())
  const page = render(
    <Providers queries={queries}>
      <RouterProvider router={router} useTransitions={false} />
    </Providers>,
  )
  return { ...page, router, queries, user: userEvent.setup() }
}
