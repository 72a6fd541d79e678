/**
 * Addresses whose id is unknown, or none at all: each page says what it did not find and leads on. Nobody can load
 * such a page by trying again, so it is no error page.
 */
import { screen } from '@testing-library/react'
import { http } from 'msw'
import { customer } from '@/testing/builders'
import { mockGet, mockGraphql } from '@/testing/mockServices'
import { cart } from '@/testing/orderBuilders'
import { renderApp } from '@/testing/renderApp'
import { errorResponse, server } from '@/testing/server'

const ORDER = '01K8ZJ5W3QJ6T3B9D0M4N7P8RS'

beforeEach(() => {
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('search/search', { items: [], total: 0, page: 1, pages: 0, facets: {} })
})

/** A service that does not know the id, or refuses it since no id is like that. */
const RESPONSES = {
  unknown: () => errorResponse(404, 'not_found'),
  refused: (field: string) => errorResponse(422, 'invalid', `${field}: …`, { field, rule: '…' }),
}

describe.each(Object.entries(RESPONSES))('an id that is %s', (_, respond) => {
  it.each([
    ['/books/emma.', 'catalog/books/:id', 'book_id', 'Book not found'],
    ['/authors/jane-austen,', 'catalog/authors/:id', 'author_id', 'Author not found'],
    ['/series/%3F%3F', 'catalog/series/:id', 'series_id', 'Series not found'],
    ['/checkout/pay/42', 'orders/orders/:id/payment', 'order_id', 'Order not found'],
    [`/checkout/done/${ORDER}`, 'orders/orders/:id/payment', 'order_id', 'Order not found'],
  ])('leads on from %s', async (path, route, field, title) => {
    server.use(http.all(`*/api/${route}`, () => respond(field)))
    renderApp(path, { customer: customer() })
    expect(await screen.findByRole('heading', { level: 1, name: title })).toBeVisible()
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
  })
})

it.each([
  ['unknown', undefined],
  [
    'refused',
    [{ path: ['viewer', 'order'], errorType: 'INVALID', message: 'no', errorInfo: { field: 'order_id' } }],
  ],
])('leads on from an order whose id is %s', async (_, errors) => {
  mockGraphql('OwnOrder', { viewer: { order: null }, shippingDestinations: [] }, errors)
  renderApp('/orders/42', { customer: customer() })
  expect(await screen.findByRole('heading', { level: 1, name: 'Order not found' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

it('is still an error that a service refuses something else', async () => {
  server.use(
    http.get('*/api/catalog/books/emma', () => errorResponse(422, 'invalid', 'no', { field: 'limit' })),
  )
  renderApp('/books/emma')
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible()
})
