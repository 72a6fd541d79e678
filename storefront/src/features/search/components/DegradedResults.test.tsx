import { act, screen } from '@testing-library/react'
import { mockGet, mockGetWith } from '@/testing/mockServices'
import { book, searchResponse, hit } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const emma = hit({ highlights: { ...hit().highlights, title: '<mark>Emma</mark> &amp; Co' } })
const degraded = { degraded: true, notice: 'Showing matching titles.' }

it('shows the notice of a degraded response, and its books without facets', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  renderApp('/search?q=emma&format=ebook')
  expect(await screen.findByText(/& Co/)).toBeVisible()
  expect(screen.getByText(degraded.notice)).toHaveAttribute('role', 'status')
  expect(screen.queryByRole('complementary', { name: 'Filters' })).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Remove filter: E-book/ })).toHaveAttribute(
    'href',
    '/search?q=emma',
  )
})

it('shows the notice of a degraded response without results', async () => {
  mockGet('search/search', searchResponse([], degraded))
  renderApp('/search?q=zzyzx')
  expect(await screen.findByText(degraded.notice)).toBeVisible()
})

it('does not call a degraded response all books', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  renderApp('/search')
  expect(await screen.findByRole('heading', { level: 1, name: 'Books' })).toBeVisible()
})

it('does not cache a degraded response', async () => {
  let requestCount = 0
  mockGetWith('search/search', () => {
    requestCount += 1
    return requestCount > 1 ? searchResponse([emma]) : searchResponse([emma], degraded)
  })
  const { router } = renderApp('/search?q=emma')
  await screen.findByText(degraded.notice)
  await act(() => router.navigate('/search?q=persuasion'))
  await act(() => router.navigate('/search?q=emma'))
  expect(await screen.findByRole('complementary', { name: 'Filters' })).toBeVisible()
})

it('shows a category by title for a degraded response', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  mockGet('catalog/books', { items: [book({ title: 'Persuasion' })], next: null })
  renderApp('/shelves/fiction')
  expect(await screen.findByText(/Filters aren’t available/)).toBeVisible()
  expect(screen.getByRole('link', { name: /Persuasion/ })).toBeVisible()
})
