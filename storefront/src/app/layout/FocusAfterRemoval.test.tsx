import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { book, customer, review } from '@/testing/builders'
import { ADDRESS, cart } from '@/testing/orderBuilders'
import { mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'
import { server } from '@/testing/server'

const done = () => new HttpResponse(null, { status: 204 })
const expectHeadingFocused = () =>
  waitFor(() => expect(screen.getByRole('heading', { level: 1 })).toHaveFocus())

beforeEach(() => {
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [{ book_id: 'emma', added_at: '2026-11-01T10:00:00Z' }] })
  mockGet('catalog/books', { items: [book()], next: null })
})

it('focuses the heading after a wish is removed', async () => {
  server.use(
    http.delete('*/api/cart/wishlists/me/emma', () => {
      mockGet('cart/wishlists/me', { items: [] })
      return done()
    }),
  )
  const { user } = renderApp('/wishlist', { customer: customer() })
  await user.click(await screen.findByRole('button', { name: /^Remove/ }))
  await expectHeadingFocused()
})

const openAddresses = () => {
  mockGet('orders/customers/me/addresses', { items: [{ address_id: 'home', address: ADDRESS }] })
  return renderApp('/account/addresses', { customer: customer() })
}

it('focuses the heading after an address is removed', async () => {
  const { user } = openAddresses()
  const button = await screen.findByRole('button', { name: /^Remove/ })
  server.use(
    http.delete('*/api/orders/customers/me/addresses/home', () => {
      mockGet('orders/customers/me/addresses', { items: [] })
      return done()
    }),
  )
  await user.click(button)
  await expectHeadingFocused()
})

it('focuses the heading after a form closes', async () => {
  const { user } = openAddresses()
  await user.click(await screen.findByRole('button', { name: /^Edit/ }))
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  await expectHeadingFocused()
})

it('focuses the heading after a review is taken back', async () => {
  const own = { book_id: 'emma', may_write: true, review: review() }
  mockGet('catalog/reviews/me', { items: [own], next: null })
  server.use(
    http.delete('*/api/catalog/books/emma/reviews/me', () => {
      mockGet('catalog/reviews/me', { items: [{ ...own, review: null }], next: null })
      return done()
    }),
  )
  const { user } = renderApp('/account/reviews', { customer: customer() })
  await user.click(await screen.findByRole('button', { name: /^Delete review/ }))
  await expectHeadingFocused()
})

it('leaves a focus alone that was given up on purpose', async () => {
  const { user } = openAddresses()
  const button = await screen.findByRole('button', { name: 'Add an address' })
  await user.click(button)
  await user.click(screen.getByLabelText('Full name'))
  expect(screen.getByLabelText('Full name')).toHaveFocus()
})
