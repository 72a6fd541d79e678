import { screen, within } from '@testing-library/react'
import { mockGet, mockGetWith, mockUnavailable } from '@/testing/mockServices'
import { bestsellers, book, card } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

const walden = book({ book_id: 'walden', title: 'Walden', first_line: null })

beforeEach(() => {
  mockGetWith('catalog/books', (query) => {
    const all = [book(), walden]
    const ids = query.getAll('ids')
    return { items: ids.length ? all.filter((b) => ids.includes(b.book_id)) : all, next: null }
  })
  mockGet('recommendations/bestsellers', bestsellers([card(), card({ book_id: 'walden', title: 'Walden' })]))
})

it('opens with the first line of a book and links to it', async () => {
  renderApp('/')
  expect(await screen.findByText('“Emma Woodhouse, handsome, clever, and rich.”')).toBeVisible()
  expect(screen.getByRole('link', { name: 'See the book, £8.99' })).toHaveAttribute('href', '/books/emma')
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Today’s first line')
})

it('shows the week’s bestsellers with the catalogue’s data', async () => {
  renderApp('/')
  const section = await screen.findByRole('region', { name: 'Bestsellers this week' })
  expect(await within(section).findByRole('heading', { level: 3, name: 'Number 1: Emma' })).toBeVisible()
  expect(within(section).getByText('4.3')).toBeVisible()
  expect(within(section).getByRole('link', { name: 'Walden' })).toHaveAttribute('href', '/books/walden')
})

it('leaves out only the bestsellers while they are unavailable', async () => {
  mockUnavailable('recommendations/bestsellers')
  renderApp('/')
  expect(await screen.findByRole('region', { name: 'New arrivals' })).toBeVisible()
  expect(await screen.findByRole('region', { name: 'Browse by category' })).toBeVisible()
  expect(screen.queryByText('Bestsellers this week')).not.toBeInTheDocument()
})

it('shows the bestsellers without the catalogue’s data while it is unavailable', async () => {
  mockUnavailable('catalog/books')
  renderApp('/')
  const section = await screen.findByRole('region', { name: 'Bestsellers this week' })
  expect(await within(section).findByText('Walden')).toBeVisible()
  expect(within(section).getAllByText('from')).toHaveLength(2)
})

it('shows the recently viewed books from this browser', async () => {
  localStorage.setItem('recently-viewed', JSON.stringify(['walden']))
  renderApp('/')
  const section = await screen.findByRole('region', { name: 'Recently viewed' })
  expect(within(section).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
})

it.each([null, {}, [[]], { items: null }, { items: [null] }, { items: [{}] }, { items: 'none' }])(
  'leaves out only the bestsellers for the response %j',
  async (response) => {
    mockGet('recommendations/bestsellers', response)
    renderApp('/')
    expect(await screen.findByRole('region', { name: 'Browse by category' })).toBeVisible()
    expect(await screen.findByRole('region', { name: 'New arrivals' })).toBeVisible()
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Today’s first line')
  },
)
