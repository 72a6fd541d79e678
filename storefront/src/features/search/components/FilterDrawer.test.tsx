import { screen, waitFor, within } from '@testing-library/react'
import { mockGet } from '@/testing/mockServices'
import { searchResponse, hit } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

beforeEach(() => mockGet('search/search', searchResponse([hit()])))

it('opens the filters in a drawer, applies them at once, and restores the focus', async () => {
  const { user, router } = renderApp('/search?q=emma')
  const button = await screen.findByRole('button', { name: 'Filter' })
  await user.click(button)
  const drawer = await screen.findByRole('dialog', { name: 'Filter' })
  await user.click(within(drawer).getByRole('checkbox', { name: /E-book/ }))
  expect(router.state.location.search).toBe('?q=emma&format=ebook')
  expect(within(drawer).getByRole('link', { name: 'Clear all' })).toBeVisible()
  await user.click(within(drawer).getByRole('button', { name: 'Show one book' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(button).toHaveFocus()
  expect(button).toHaveTextContent('Filter (1)')
})

it('shows a grid of covers, and stores the choice', async () => {
  const { user, unmount } = renderApp('/search?q=emma')
  await user.click(await screen.findByRole('button', { name: 'Grid view' }))
  expect(screen.queryByRole('heading', { level: 2, name: 'Emma' })).not.toBeInTheDocument()
  unmount()
  renderApp('/search?q=emma')
  expect(await screen.findByRole('button', { name: 'List view' })).toBeVisible()
})
