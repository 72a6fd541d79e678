import { act, screen, waitFor, within } from '@testing-library/react'
import { mockBookPage, mockGet, mockUnavailable } from '@/testing/mockServices'
import { book } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

beforeEach(() => {
  mockGet('catalog/books', { items: [], next: null })
  mockUnavailable('recommendations/bestsellers')
})

it('sets the document title, and moves the focus to the heading after a navigation', async () => {
  const { user } = renderApp('/nowhere')
  await screen.findByRole('heading', { level: 1, name: 'Page not found' })
  await waitFor(() => expect(document.title).toBe('Page not found · Catchword books'))

  mockGet('catalog/books', { items: [book()], next: null })
  await user.click(screen.getByRole('link', { name: 'New' }))
  const heading = await screen.findByRole('heading', { level: 1, name: 'New arrivals' })
  await waitFor(() => expect(heading).toHaveFocus())
  expect(document.title).toBe('New arrivals · Catchword books')
})

it('leaves the focus alone on the first page of a visit', async () => {
  renderApp('/nowhere')
  await screen.findByRole('heading', { level: 1 })
  expect(document.body).toHaveFocus()
})

it('starts with a link that skips to the main content', async () => {
  const { user } = renderApp('/nowhere')
  await screen.findByRole('heading', { level: 1 })
  await user.tab()
  expect(document.activeElement).toHaveTextContent('Skip to main content')
  expect(document.activeElement).toHaveAttribute('href', '#main')
})

it('lists the categories in the shop’s own order', async () => {
  renderApp('/nowhere')
  const nav = await screen.findByRole('navigation', { name: 'Categories' })
  await within(nav).findByRole('link', { name: 'Fiction' })
  expect(
    within(nav)
      .getAllByRole('link')
      .map((link) => link.textContent),
  ).toEqual(['New', 'Top 20', 'Fiction', 'Mystery'])
})

it('switches to the dark theme and stores the choice', async () => {
  const { user } = renderApp('/nowhere')
  await user.click(await screen.findByRole('button', { name: 'Dark mode' }))
  expect(document.documentElement.dataset.bsTheme).toBe('dark')
  expect(localStorage.getItem('theme')).toBe('dark')
  await user.click(screen.getByRole('button', { name: 'Light mode' }))
  expect(document.documentElement.dataset.bsTheme).toBe('light')
})

it('shows a banner while the browser is offline', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  renderApp('/nowhere')
  expect(await screen.findByText(/Pages you’ve already opened/)).toBeVisible()
  online.mockReturnValue(true)
  window.dispatchEvent(new Event('online'))
  await waitFor(() => expect(screen.queryByText(/Pages you’ve already opened/)).not.toBeInTheDocument())
})

it('loads a page that failed offline by itself once the browser is online again', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  mockUnavailable('catalog/books/emma')
  renderApp('/books/emma')
  // A request that was sent before the connection was lost.
  expect(await screen.findByText(/This page will load when you’re back online/)).toBeVisible()
  mockBookPage()
  online.mockReturnValue(true)
  act(() => void window.dispatchEvent(new Event('online')))
  expect(await screen.findByRole('heading', { level: 1, name: 'Emma' })).toBeVisible()
  online.mockRestore()
})

it('keeps the header when a page fails, shows the request id, and retries', async () => {
  mockUnavailable('catalog/books/emma')
  const { user } = renderApp('/books/emma')
  expect(
    await screen.findByText('This part of the shop is not available right now. Please try again.'),
  ).toBeVisible()
  expect(screen.getByText('req-42')).toBeVisible()
  expect(screen.getByRole('combobox', { name: 'Search books' })).toBeVisible()

  mockBookPage()
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Emma' })).toBeVisible()
})
