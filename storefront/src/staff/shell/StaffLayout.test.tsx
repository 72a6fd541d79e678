import { screen, waitFor, within } from '@testing-library/react'
import { http } from 'msw'
import { mockGet } from '@/testing/mockServices'
import { renderStaff } from '@/testing/renderStaff'
import { errorResponse, server } from '@/testing/server'

beforeEach(() => mockGet('orders/admin/orders', { items: [], next: null }))

const ORDERS = { permissions: ['orders.read', 'orders.fulfil'] }
const press = (user: ReturnType<typeof renderStaff>['user'], keys: string) => user.keyboard(keys)

it('shows an account without a role why it cannot go on', async () => {
  renderStaff('/')
  const refuse = () => errorResponse(403, 'not_allowed', 'This is for the shop’s staff.')
  server.use(http.get('*/api/orders/admin/me', refuse), http.get('*/api/catalog/admin/me', refuse))
  expect(await screen.findByRole('heading', { name: 'This account has no staff role' })).toBeVisible()
  expect(screen.queryByRole('navigation')).not.toBeInTheDocument()
})

it('offers only the pages that the role opens', async () => {
  renderStaff('/', { permissions: ['stock.read'] })
  const nav = await screen.findByRole('navigation', { name: 'Back office' })
  expect(within(nav).queryByRole('link', { name: /Orders/ })).not.toBeInTheDocument()
})

it('stays usable while one service is unavailable', async () => {
  renderStaff('/orders', ORDERS)
  server.use(http.get('*/api/catalog/admin/me', () => errorResponse(503, 'unavailable')))
  expect(await screen.findByRole('heading', { level: 1, name: 'Orders' })).toBeVisible()
})

it('finds an action by its name, and runs it by Enter', async () => {
  const { user, router } = renderStaff('/orders', ORDERS)
  await screen.findByRole('heading', { level: 1, name: 'Orders' })
  await press(user, '{Control>}k{/Control}')
  await user.type(await screen.findByRole('combobox', { name: 'Find an action' }), 'list ship{Enter}')
  await waitFor(() => expect(router.state.location.pathname).toBe('/orders/ship'))
})

it('goes to a page by two keys, focuses the search by one, and lists the keys', async () => {
  const { user, router } = renderStaff('/nowhere', ORDERS)
  await screen.findByRole('heading', { level: 1, name: 'Page not found' })
  await press(user, 'go')
  await waitFor(() => expect(router.state.location.pathname).toBe('/orders'))
  const search = await screen.findByRole('searchbox')
  await press(user, '/')
  expect(search).toHaveFocus()
  await press(user, '?{Escape}')
  expect(search).not.toHaveFocus()
  await press(user, '?')
  expect(await screen.findByRole('dialog', { name: 'Keyboard' })).toHaveTextContent('Next order')
})
