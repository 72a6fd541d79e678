import { screen } from '@testing-library/react'
import { book, customer } from '@/testing/builders'
import { mockGet, mockGetWith } from '@/testing/mockServices'
import { cart } from '@/testing/orderBuilders'
import { renderApp } from '@/testing/renderApp'

it('shows every book of a list that is longer than the catalogue answers at once', async () => {
  const ids = Array.from({ length: 52 }, (_, i) => `book-${i + 1}`)
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', {
    items: ids.map((book_id) => ({ book_id, added_at: '2026-11-01T00:00:00Z' })),
  })
  const sizes: number[] = []
  mockGetWith('catalog/books', (query) => {
    const some = query.getAll('ids')
    sizes.push(some.length)
    return { items: some.map((book_id) => book({ book_id, title: `Title of ${book_id}` })), next: null }
  })
  renderApp('/wishlist', { customer: customer() })
  expect(await screen.findByText('Title of book-52')).toBeVisible()
  expect(screen.getByText('Title of book-1')).toBeVisible()
  expect(Math.max(...sizes)).toBeLessThanOrEqual(50)
})
