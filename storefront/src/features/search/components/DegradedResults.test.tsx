import { act, screen } from '@testing-library/react'
import { mockGet, mockGetWith } from '@/testing/mockServices'
import { book, searchResponse, hit } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const emma = hit({ highlights: { ...hit().highlights, title: '<mark>Emma</mark> &amp; Co' } })
const degraded = { degraded: true, notice: 'This is a simple list.' }

it('says that a simple list is one, and shows its books without counts', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  renderApp('/search?q=emma&format=ebook')
  expect(await screen.findByText(/& Co/)).toBeVisible()
  expect(screen.getByText(degraded.notice)).toHaveAttribute('role', 'status')
  expect(screen.queryByRole('complementary', { name: 'Narrow the list' })).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Take away: E-book/ })).toHaveAttribute('href', '/search?q=emma')
})

it('says that a simple list is one when nothing is on it', async () => {
  mockGet('search/search', searchResponse([], degraded))
  renderApp('/search?q=zzyzx')
  expect(await screen.findByText(degraded.notice)).toBeVisible()
})

it('does not call a simple list every book there is', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  renderApp('/search')
  expect(await screen.findByRole('heading', { level: 1, name: 'Some of our books' })).toBeVisible()
})

it('asks for a simple list anew when somebody comes back to it', async () => {
  let requestCount = 0
  mockGetWith('search/search', () => {
    requestCount += 1
    return requestCount > 1 ? searchResponse([emma]) : searchResponse([emma], degraded)
  })
  const { router } = renderApp('/search?q=emma')
  await screen.findByText(degraded.notice)
  await act(() => router.navigate('/search?q=persuasion'))
  await act(() => router.navigate('/search?q=emma'))
  expect(await screen.findByRole('complementary', { name: 'Narrow the list' })).toBeVisible()
})

it('shows all of a shelf by title when the search has a simple list only', async () => {
  mockGet('search/search', searchResponse([emma], degraded))
  mockGet('catalog/books', { items: [book({ title: 'Persuasion' })], next: null })
  renderApp('/shelves/fiction')
  expect(await screen.findByText(/Filters are away/)).toBeVisible()
  expect(screen.getByRole('link', { name: /Persuasion/ })).toBeVisible()
})
