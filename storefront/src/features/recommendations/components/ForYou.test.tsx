import { screen, within } from '@testing-library/react'
import { cart } from '@/testing/orderBuilders'
import { mockGet, mockGetWith, mockUnavailable } from '@/testing/mockServices'
import { bestsellers, book, card, customer } from '@/testing/builders'
import { renderApp } from '@/testing/renderApp'

beforeEach(() => {
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('catalog/books', { items: [], next: null })
  mockUnavailable('recommendations/bestsellers')
})

it('names the purchased book with the most recommendations', async () => {
  mockGet('recommendations/recommendations', {
    items: [
      {
        book: card({ book_id: 'faust', title: 'Faust' }),
        because: card({ book_id: 'hamlet', title: 'Hamlet' }),
      },
      { book: card({ book_id: 'walden', title: 'Walden' }), because: card() },
      { book: card({ book_id: 'dracula', title: 'Dracula' }), because: card() },
      { book: card({ book_id: 'popular', title: 'Popular' }), because: null },
    ],
    source: 'graph',
  })
  renderApp('/', { customer: customer() })
  const section = await screen.findByRole('region', { name: /Because you read Emma/ })
  const titles = within(section)
    .getAllByRole('listitem')
    .map((item) => item.querySelector('.book-title')?.textContent)
  expect(titles).toEqual(['Walden', 'Dracula'])
})

it('shows a guest the bestsellers of today that are not in the week’s list', async () => {
  const cards = ['Faust', 'Hamlet', 'Walden', 'Dracula'].map((title) =>
    card({ title, book_id: title.toLowerCase() }),
  )
  mockGetWith('recommendations/bestsellers', (query) =>
    bestsellers(query.get('window') === 'day' ? cards : cards.slice(0, 1)),
  )
  renderApp('/')
  const region = await screen.findByRole('region', { name: 'Popular today' })
  expect(within(region).getAllByRole('listitem')).toHaveLength(3)
  expect(within(region).queryByText('Faust')).not.toBeInTheDocument()
})

it('is absent for a customer without recommendations', async () => {
  mockGet('recommendations/recommendations', {
    items: [{ book: card(), because: null }],
    source: 'bestsellers',
  })
  mockGet('catalog/books', { items: [book()], next: null })
  renderApp('/', { customer: customer() })
  expect(await screen.findByRole('region', { name: 'New arrivals' })).toBeVisible()
  expect(screen.queryByText(/Because you read/)).not.toBeInTheDocument()
})
