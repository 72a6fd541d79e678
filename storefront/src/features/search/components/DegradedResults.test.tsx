import { act, screen } from '@testing-library/react'
import { answers, answersWith } from '@/testing/mockServices'
import { book, found, hit } from '@/testing/builders'
import { visit } from '@/testing/renderApp'

const emma = hit({ highlights: { ...hit().highlights, title: '<mark>Emma</mark> &amp; Co' } })
const simple = { degraded: true, notice: 'This is a simple list.' }

it('says that a simple list is one, and shows its books without counts', async () => {
  answers('search/search', found([emma], simple))
  visit('/search?q=emma&format=ebook')
  expect(await screen.findByText(/& Co/)).toBeVisible()
  expect(screen.getByText(simple.notice)).toHaveAttribute('role', 'status')
  expect(screen.queryByRole('complementary', { name: 'Narrow the list' })).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Take away: E-book/ })).toHaveAttribute('href', '/search?q=emma')
})

it('says that a simple list is one when nothing is on it', async () => {
  answers('search/search', found([], simple))
  visit('/search?q=zzyzx')
  expect(await screen.findByText(simple.notice)).toBeVisible()
})

it('does not call a simple list every book there is', async () => {
  answers('search/search', found([emma], simple))
  visit('/search')
  expect(await screen.findByRole('heading', { level: 1, name: 'Some of our books' })).toBeVisible()
})

it('asks for a simple list anew when somebody comes back to it', async () => {
  let asked = 0
  answersWith('search/search', () => {
    asked += 1
    return asked > 1 ? found([emma]) : found([emma], simple)
  })
  const { router } = visit('/search?q=emma')
  await screen.findByText(simple.notice)
  await act(() => router.navigate('/search?q=persuasion'))
  await act(() => router.navigate('/search?q=emma'))
  expect(await screen.findByRole('complementary', { name: 'Narrow the list' })).toBeVisible()
})

it('shows all of a shelf by title when the search has a simple list only', async () => {
  answers('search/search', found([emma], simple))
  answers('catalog/books', { items: [book({ title: 'Persuasion' })], next: null })
  visit('/shelves/fiction')
  expect(await screen.findByText(/Filters are away/)).toBeVisible()
  expect(screen.getByRole('link', { name: /Persuasion/ })).toBeVisible()
})
