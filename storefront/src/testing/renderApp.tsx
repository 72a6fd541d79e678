import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { Providers } from '@/app/Providers'
import { routes } from '@/app/routes'
import { createQueryClient } from '@/lib/api/queries'
import type { Customer } from '@/lib/session'

/** Opens the whole shop at an address, as a browser does, and hands over a person who can click. */
export function renderApp(path: string, { customer }: { customer?: Customer } = {}) {
  const router = createMemoryRouter(routes, { initialEntries: [path] })
  const queries = createQueryClient()
  queries.setDefaultOptions({ queries: { retry: false } }) // a test says once what a service answers
  // How the session keeps it; a test of signing in itself leaves this to Cognito's answers.
  if (customer) queries.setQueryData(['customer'], customer)
  const page = render(
    <Providers queries={queries}>
      <RouterProvider router={router} useTransitions={false} />
    </Providers>,
  )
  return { ...page, router, queries, user: userEvent.setup() }
}
