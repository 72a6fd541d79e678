import { screen } from '@testing-library/react'
import { http } from 'msw'
import { mockGet, mockGetWith } from '@/testing/mockServices'
import { book } from '@/testing/builders'
import { errorResponse, server } from '@/testing/server'
import { renderApp } from '@/testing/renderApp'

const seriesBook = (position: number) =>
  book({
    book_id: `volume-${position}`,
    title: `Volume ${position}`,
    series: { series_id: 'set', name: 'The Set', position },
  })

it('lists an author’s books with their descriptions', async () => {
  mockGet('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [book()], next: null },
  })
  renderApp('/authors/jane-austen')
  expect(await screen.findByRole('heading', { level: 1, name: 'Jane Austen' })).toBeVisible()
  expect(screen.getByText(/wrong about nearly everyone/)).toBeVisible()
})

it('lists a series in order, with the positions', async () => {
  mockGet('catalog/series/set', {
    series_id: 'set',
    name: 'The Set',
    books: { items: [seriesBook(1), seriesBook(2)], next: null },
  })
  renderApp('/series/set')
  expect(await screen.findByRole('heading', { level: 1, name: 'The Set, in order' })).toBeVisible()
  expect(screen.getAllByRole('heading', { level: 2 }).map((heading) => heading.textContent)).toEqual([
    '1. Volume 1',
    '2. Volume 2',
  ])
})

it.each([
  ['authors', { author_id: 'set', name: 'The Set' }, /Volume 3$/],
  ['series', { series_id: 'set', name: 'The Set' }, /Volume 3$/],
])('shows all books of %s that the catalogue answers page by page', async (kind, about, last) => {
  const pages: Record<string, object> = {
    first: { items: [seriesBook(1)], next: 'second' },
    second: { items: [seriesBook(2)], next: 'third' },
    third: { items: [seriesBook(3)], next: null },
  }
  mockGetWith(`catalog/${kind}/set`, (query) => ({
    ...about,
    books: pages[query.get('cursor') ?? 'first'] ?? {},
  }))
  renderApp(`/${kind}/set`)
  expect(await screen.findByRole('heading', { level: 2, name: last })).toBeVisible()
  expect(screen.getByText('three books')).toBeVisible()
})

it('shows that an author is unknown', async () => {
  server.use(http.get('*/api/catalog/authors/nobody', () => errorResponse(404, 'author_unknown')))
  renderApp('/authors/nobody')
  expect(await screen.findByRole('heading', { level: 1, name: 'Author not found' })).toBeVisible()
})

it('loads the next page of the new books', async () => {
  mockGetWith('catalog/books', (query) =>
    query.get('cursor') ? { items: [seriesBook(2)], next: null } : { items: [seriesBook(1)], next: 'more' },
  )
  const { user } = renderApp('/new')
  await user.click(await screen.findByRole('button', { name: 'Show more' }))
  expect(await screen.findByText('Volume 2')).toBeVisible()
  expect(screen.getByText('Volume 1')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Show more' })).not.toBeInTheDocument()
})
