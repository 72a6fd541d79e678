import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { saveGuestCartId } from '@/lib/cart'
import { bestsellers, book, card } from '@/testing/builders'
import { cart, line, quote } from '@/testing/orderBuilders'
import { errorResponse, server } from '@/testing/server'
import { mockGet, mockGetWith, mockUnavailable } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const GUEST_CART_ID = 'g'.repeat(32)
const LINE_URL = `*/api/cart/carts/${GUEST_CART_ID}/lines/:isbn`

beforeEach(() => {
  saveGuestCartId(GUEST_CART_ID)
  mockEstimate(() => HttpResponse.json(quote()))
  mockGet('recommendations/also-bought', { items: [], source: 'graph' })
  mockGet('recommendations/bestsellers', bestsellers([]))
  mockGet('catalog/books', { items: [book()], next: null })
})

const mockEstimate = (answer: () => Response) =>
  server.use(http.post('*/api/orders/estimates', () => answer() as HttpResponse<null>))

const openCart = async (...lines: Parameters<typeof cart>) => {
  mockGet(`cart/carts/${GUEST_CART_ID}`, cart(...lines))
  const page = renderApp('/cart')
  await screen.findAllByRole('button', { name: 'Increase quantity' })
  return page
}

it('shows a changed quantity at once and sends it to the service', async () => {
  const requests: unknown[] = []
  server.use(
    http.put(LINE_URL, async ({ request }) => {
      requests.push(await request.json())
      return HttpResponse.json(cart([line({ quantity: 2 })]))
    }),
  )
  const { user } = await openCart()
  await user.click(screen.getByRole('button', { name: 'Increase quantity' }))
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('Two books')
  await waitFor(() =>
    expect(requests).toEqual([{ quantity: 2, price_seen: 899, saved: false, version: 'v1' }]),
  )
})

it('rolls a rejected quantity back, with a toast', async () => {
  server.use(
    http.put(LINE_URL, () => errorResponse(503, 'unavailable', 'The cart is busy. Please try again.')),
  )
  const { user } = await openCart()
  await user.click(screen.getByRole('button', { name: 'Increase quantity' }))
  expect(await screen.findByText('The cart is busy. Please try again.')).toBeVisible()
  expect(await screen.findByRole('heading', { name: 'One book' })).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Quantity of Emma' })).toHaveValue('1')
})

it('restores a removed book by Undo', async () => {
  const add = vi.fn()
  server.use(
    http.delete(LINE_URL, () => HttpResponse.json(cart([]))),
    http.post(LINE_URL, async ({ request }) => {
      add(await request.json())
      return HttpResponse.json(cart())
    }),
  )
  const { user } = await openCart()
  await user.click(screen.getByRole('button', { name: /^Remove.*Emma/ }))
  expect(await screen.findByText('Find your next book')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByRole('button', { name: /^Remove.*Emma/ })).toBeVisible()
  expect(add).toHaveBeenCalledWith({ quantity: 1, price_seen: 899 })
})

it('moves a saved book out of the totals to its own list', async () => {
  server.use(http.put(LINE_URL, () => HttpResponse.json(cart([], { saved: [line()] }))))
  const { user } = await openCart([
    line(),
    line({ isbn: '9790000000002', title: 'Walden', book_id: 'walden' }),
  ])
  await user.click(screen.getByRole('button', { name: /^Save for later.*Emma/ }))
  const region = await screen.findByRole('region', { name: 'Saved for later' })
  expect(within(region).getByRole('button', { name: /^Move to cart.*Emma/ })).toBeVisible()
})

it('shows price changes with both amounts', async () => {
  await openCart([
    line({ price: 999, notices: ['price_rose'] }),
    line({ isbn: '9790000000002', title: 'Walden', price: 599, notices: ['price_fell'] }),
  ])
  expect(screen.getByText(/The price rose by £1.00/)).toHaveTextContent('£8.99 then, £9.99 now')
  expect(screen.getByText(/it costs £3.00 less/)).toBeVisible()
})

it('blocks the checkout until a reduced quantity is accepted', async () => {
  await openCart([line({ quantity: 3, left: 2, availability: 'low', notices: ['fewer_left'] })])
  expect(screen.getByText(/You wanted 3, but only 2 are left/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Checkout' })).toBeDisabled()
  expect(screen.getByRole('button', { name: 'Update to 2' })).toBeVisible()
})

it('says that one copy of a file is enough until the customer has seen it', async () => {
  const file = line({ format: 'ebook', quantity: 1, notices: ['one_copy'] })
  server.use(http.put(LINE_URL, () => HttpResponse.json(cart([line({ format: 'ebook', quantity: 1 })]))))
  const { user } = await openCart([line({ isbn: '9790000000002', title: 'Walden' }), file])
  expect(screen.getByText(/You need only one copy of an e-book/)).toBeVisible()
  expect(await screen.findByRole('link', { name: 'Checkout' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'OK' }))
  expect(screen.queryByText(/You need only one copy/)).not.toBeInTheDocument()
})

it('keeps a sold-out book, and leaves it out of the totals', async () => {
  await openCart([
    line(),
    line({ isbn: '9790000000002', title: 'Walden', availability: 'out', notices: ['out_of_stock'] }),
  ])
  expect(screen.getByText(/^Out of stock\. We’ll leave it/)).toBeVisible()
  expect(screen.getByText('One book')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Checkout' })).toHaveAttribute('href', '/checkout')
})

it('shows a guest the delivery price, and the amount missing for free delivery', async () => {
  await openCart()
  const summary = screen.getByRole('complementary', { name: 'Summary' })
  expect(await within(summary).findByText('£2.99')).toBeVisible()
  expect(within(summary).getByText('Estimated delivery')).toBeVisible()
  expect(await within(summary).findByText('Spend £16.01 more for free delivery.')).toBeVisible()
})

it('shows that free delivery is reached', async () => {
  mockEstimate(() => HttpResponse.json(quote({ subtotal: 2697, shipping: 0, total: 2697 })))
  await openCart([line({ quantity: 3 })])
  expect(await screen.findByText('Your order qualifies for free delivery.')).toBeVisible()
})

it('shows the subtotal and the link to the checkout without an estimate', async () => {
  mockEstimate(() => errorResponse(503, 'unavailable'))
  await openCart()
  expect(await screen.findByText('at checkout')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Checkout' })).toBeVisible()
})

it('suggests books that are not in the cart', async () => {
  const cards = [card({ book_id: 'walden', title: 'Walden' }), card()]
  mockGetWith('recommendations/also-bought', (query) => ({
    items: query.get('isbns') === '9790000000001' ? cards.map((book) => ({ book, because: null })) : [],
    source: 'graph',
  }))
  mockGet('catalog/books', { items: [book(), book({ book_id: 'walden', title: 'Walden' })], next: null })
  await openCart()
  const region = await screen.findByRole('region', { name: 'You might also like' })
  expect(within(region).getAllByRole('listitem')).toHaveLength(1)
  expect(within(region).getByRole('button', { name: /^Add to cart.*Walden/ })).toBeVisible()
})

it('leaves out only the suggestions while they are unavailable', async () => {
  mockUnavailable('recommendations/also-bought')
  await openCart()
  expect(await screen.findByText('Estimated delivery')).toBeVisible()
  expect(screen.queryByText('You might also like')).not.toBeInTheDocument()
})

it('links an empty cart to the bestsellers', async () => {
  localStorage.clear()
  mockGet('recommendations/bestsellers', bestsellers([card({ book_id: 'walden', title: 'Walden' })]))
  renderApp('/cart')
  expect(await screen.findByRole('link', { name: 'this week’s bestsellers' })).toHaveAttribute(
    'href',
    '/top-20',
  )
  const region = await screen.findByRole('region', { name: 'Bestsellers this week' })
  expect(within(region).getByRole('link', { name: /Walden/ })).toHaveAttribute('href', '/books/walden')
})

it('focuses the heading after the last book is removed', async () => {
  server.use(http.delete(LINE_URL, () => HttpResponse.json(cart([]))))
  const { user } = await openCart()
  await user.click(screen.getByRole('button', { name: /^Remove.*Emma/ }))
  const heading = await screen.findByRole('heading', { level: 1, name: 'Your cart is empty' })
  await waitFor(() => expect(heading).toHaveFocus())
})
