import { screen, waitFor, within } from '@testing-library/react'
import { answersWith, away, answers } from '@/testing/mockServices'
import { bestsellers, book, card } from '@/testing/builders'
import { visit } from '@/testing/renderApp'

const titles = ['Emma', 'Walden', 'Dracula', 'Faust', 'Hamlet']
const cards = titles.map((title) => card({ title, book_id: title.toLowerCase() }))
const books = titles.map((title) => book({ title, book_id: title.toLowerCase() }))

beforeEach(() => answers('catalog/books', { items: books, next: null }))

it('shows ranks and movements in words too', async () => {
  const list = bestsellers(cards)
  const moved = list.items.map((item, i) => ({ ...item, movement: ([2, -1, 0, 'new', 0] as const)[i] ?? 0 }))
  answers('recommendations/bestsellers', { ...list, items: moved })
  visit('/top-20')
  expect(
    await screen.findByRole('heading', { level: 1, name: 'What readers bought this week' }),
  ).toBeVisible()
  await screen.findByText('Faust')
  const [podium, rest] = [...document.querySelectorAll<HTMLElement>('main ol:not(.breadcrumb)')]
  expect(within(podium as HTMLElement).getAllByRole('listitem')[0]).toHaveTextContent(/1Emma.*up 2/)
  expect(within(rest as HTMLElement).getAllByRole('listitem')[0]).toHaveTextContent(/4Faust.*new/)
  expect(rest).toHaveAttribute('start', '4')
})

it('switches period, counting and shelf by address', async () => {
  const asked: string[] = []
  answersWith('recommendations/bestsellers', (query) => {
    asked.push([query.get('by'), query.get('window'), query.get('category')].join(' '))
    return bestsellers(cards)
  })
  const { person, router } = visit('/top-20')
  await person.click(await screen.findByRole('link', { name: 'Month' }))
  await waitFor(() => expect(asked.at(-1)).toBe('purchased month '))
  await person.selectOptions(screen.getByRole('combobox', { name: 'Shelf' }), 'Mystery')
  await waitFor(() => expect(asked.at(-1)).toBe('purchased month Mystery'))
  await person.click(screen.getByRole('link', { name: 'Best rated' }))
  await waitFor(() => expect(asked.at(-1)).toBe('rated month Mystery'))
  expect(router.state.location.search).toBe('?window=month&category=Mystery&by=rated')
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('What readers liked best: Mystery')
})

it('shows the longer list when nothing was sold yet, and says so', async () => {
  answersWith('recommendations/bestsellers', (query) =>
    bestsellers(query.get('window') === 'month' ? cards : []),
  )
  visit('/top-20?window=day&category=Mystery')
  expect(
    await screen.findByText('Nothing was sold here today yet. This is what readers bought this month.'),
  ).toBeVisible()
  expect(screen.getByText('Emma')).toBeVisible()
  expect(screen.getByRole('link', { name: 'The Top 20 this week' })).toHaveAttribute(
    'href',
    '/top-20?window=week&category=Mystery',
  )
})

it('says so when nothing was ever sold', async () => {
  answers('recommendations/bestsellers', bestsellers([]))
  visit('/top-20')
  expect(await screen.findByText('Nothing was sold here this week yet.')).toBeVisible()
})

it('says when the list is old', async () => {
  answers('recommendations/bestsellers', bestsellers(cards, { updated_at: threeHoursAgo() }))
  visit('/top-20')
  expect(await screen.findByText(/counted 3 hours ago; the latest sales are not in it/)).toBeVisible()
})

const threeHoursAgo = () => new Date(Date.now() - 3 * 3_600_000).toISOString()

it('says that the list is being counted, and tries again', async () => {
  away('recommendations/bestsellers')
  const { person } = visit('/top-20')
  expect(await screen.findByText('The list is being counted.')).toBeVisible()
  answers('recommendations/bestsellers', bestsellers(cards))
  await person.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('Emma')).toBeVisible()
})
