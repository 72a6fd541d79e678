import { screen, waitFor, within } from '@testing-library/react'
import { mockGetWith, mockUnavailable, mockGet } from '@/testing/mockServices'
import { bestsellers, book, card } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const titles = ['Emma', 'Walden', 'Dracula', 'Faust', 'Hamlet']
const cards = titles.map((title) => card({ title, book_id: title.toLowerCase() }))
const books = titles.map((title) => book({ title, book_id: title.toLowerCase() }))

beforeEach(() => mockGet('catalog/books', { items: books, next: null }))

it('shows ranks and rank changes as text', async () => {
  const list = bestsellers(cards)
  const items = list.items.map((item, i) => ({ ...item, movement: ([2, -1, 0, 'new', 0] as const)[i] ?? 0 }))
  mockGet('recommendations/bestsellers', { ...list, items })
  renderApp('/top-20')
  expect(await screen.findByRole('heading', { level: 1, name: 'Bestsellers this week' })).toBeVisible()
  await screen.findByText('Faust')
  const [podium, rest] = [...document.querySelectorAll<HTMLElement>('main ol:not(.breadcrumb)')]
  expect(within(podium as HTMLElement).getAllByRole('listitem')[0]).toHaveTextContent(/1Emma.*up 2/)
  expect(within(rest as HTMLElement).getAllByRole('listitem')[0]).toHaveTextContent(/4Faust.*new/)
  expect(rest).toHaveAttribute('start', '4')
})

it('switches period, ranking and category in the URL', async () => {
  const requests: string[] = []
  mockGetWith('recommendations/bestsellers', (query) => {
    requests.push([query.get('by'), query.get('window'), query.get('category')].join(' '))
    return bestsellers(cards)
  })
  const { user, router } = renderApp('/top-20')
  await user.click(await screen.findByRole('link', { name: 'Month' }))
  await waitFor(() => expect(requests.at(-1)).toBe('purchased month '))
  await user.selectOptions(screen.getByRole('combobox', { name: 'Category' }), 'Mystery')
  await waitFor(() => expect(requests.at(-1)).toBe('purchased month Mystery'))
  await user.click(screen.getByRole('link', { name: 'Best rated' }))
  await waitFor(() => expect(requests.at(-1)).toBe('rated month Mystery'))
  expect(router.state.location.search).toBe('?window=month&category=Mystery&by=rated')
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Best rated: Mystery')
})

it('shows the list of a longer period for an empty one, and says so', async () => {
  mockGetWith('recommendations/bestsellers', (query) =>
    bestsellers(query.get('window') === 'month' ? cards : []),
  )
  renderApp('/top-20?window=day&category=Mystery')
  expect(await screen.findByText('No sales today yet. These are the bestsellers this month.')).toBeVisible()
  expect(screen.getByText('Emma')).toBeVisible()
  expect(screen.getByRole('link', { name: 'The Top 20 this week' })).toHaveAttribute(
    'href',
    '/top-20?window=week&category=Mystery',
  )
})

it('shows that the list is empty', async () => {
  mockGet('recommendations/bestsellers', bestsellers([]))
  renderApp('/top-20')
  expect(await screen.findByText('No sales this week yet.')).toBeVisible()
})

it('does not call a list empty that nobody could count', async () => {
  mockGet('recommendations/bestsellers', bestsellers([], { degraded: true }))
  renderApp('/top-20')
  expect(await screen.findByText('The list is being counted.')).toBeVisible()
  expect(screen.queryByText(/Nothing was sold/)).not.toBeInTheDocument()
})

it('says when the list is stale', async () => {
  mockGet('recommendations/bestsellers', bestsellers(cards, { updated_at: threeHoursAgo() }))
  renderApp('/top-20')
  expect(await screen.findByText(/Last updated 3 hours ago. Recent sales aren’t included/)).toBeVisible()
})

const threeHoursAgo = () => new Date(Date.now() - 3 * 3_600_000).toISOString()

it('shows that the list is unavailable, and retries', async () => {
  mockUnavailable('recommendations/bestsellers')
  const { user } = renderApp('/top-20')
  expect(await screen.findByText('We couldn’t load this list')).toBeVisible()
  mockGet('recommendations/bestsellers', bestsellers(cards))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Emma')).toBeVisible()
})
