import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Providers } from '@/components/Providers'
import { routes } from '@/app/routes'
import { createQueryClient } from '@/lib/api/queries'
import type { Customer } from '@/lib/session'

/** Render the whole application at a path, and return a simulated user. */
export function renderApp(path: string, { customer }: { customer?: Customer } = {}) {
  const router = createMemoryRouter(routes, { initialEntries: [path] })
  const queries = createQueryClient()
  queries.setDefaultOptions({ queries: { retry: false } }) // a test mocks each response once
  // As the session caches it; tests of the sign-in use the fake Cognito instead.
  if (customer) queries.setQueryData(['customer'], customer)
  const page = render(
    <Providers queries={queries}>
      <RouterProvider router={router} useTransitions={false} />
    </Providers>,
  )
  return { ...page, router, queries, user: userEvent.setup() }
}
