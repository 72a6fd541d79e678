import { screen, waitFor } from '@testing-library/react'
import { delay, http, HttpResponse } from 'msw'
import { saveGuestCartId } from '@/lib/cart'
import { book } from '@/testing/builders'
import { serveCart } from '@/testing/cartService'
import { line, quote } from '@/testing/orderBuilders'
import { focusThisTab, sendFromOtherTab } from '@/testing/otherTab'
import { errorResponse, server } from '@/testing/server'
import { mockBookPage, mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

const GUEST_CART_ID = 'g'.repeat(32)
const ISBN = '9790000000001'

beforeEach(() => {
  saveGuestCartId(GUEST_CART_ID)
  server.use(http.post('*/api/orders/estimates', () => HttpResponse.json(quote())))
  mockGet('recommendations/also-bought', { items: [], source: 'graph' })
  mockGet('catalog/books', { items: [book()], next: null })
  mockBookPage()
})

const openBook = async () => {
  const page = renderApp('/books/emma')
  return { ...page, button: await screen.findByRole('button', { name: 'Add to cart' }) }
}
const cartLink = () => screen.getByRole('link', { name: /^Cart/ })

it('adds to what another tab has put in the cart since', async () => {
  const service = serveCart(GUEST_CART_ID, line())
  const { user, button } = await openBook()
  await waitFor(() => expect(cartLink()).toHaveTextContent('1 book'))
  service.setLine(ISBN, 5)
  await user.click(button)
  await waitFor(() => expect(cartLink()).toHaveTextContent('6 books'))
  expect(service.quantityOf(ISBN)).toBe(6)
})

it('counts every click on a slow service', async () => {
  const service = serveCart(GUEST_CART_ID)
  server.use(
    http.post('*/api/cart/carts/:id/lines/:isbn', async () => {
      await delay(200)
      return undefined // the service above answers
    }),
  )
  const { user, button } = await openBook()
  await user.click(button)
  await user.click(button)
  await waitFor(() => expect(service.quantityOf(ISBN)).toBe(2))
})

it('repeats an addition whose response was lost with the same key', async () => {
  const service = serveCart(GUEST_CART_ID)
  const keys: (string | null)[] = []
  server.use(
    http.post('*/api/cart/carts/:id/lines/:isbn', ({ request }) => {
      keys.push(request.headers.get('Idempotency-Key'))
      return keys.length === 1 ? errorResponse(503, 'unavailable') : undefined
    }),
  )
  const { user, button } = await openBook()
  await user.click(button)
  await waitFor(() => expect(service.quantityOf(ISBN)).toBe(1))
  expect(keys).toEqual([keys[0], keys[0]])
})

it('refuses the quantity of a tab that shows an older cart, and shows the newer one', async () => {
  const service = serveCart(GUEST_CART_ID, line())
  const { user } = renderApp('/cart')
  const more = await screen.findByRole('button', { name: 'Increase quantity' })
  service.setLine(ISBN, 5)
  await user.click(more)
  expect(await screen.findByText(/changed meanwhile, on another page/)).toBeVisible()
  await waitFor(() => expect(screen.getByRole('textbox', { name: 'Quantity of Emma' })).toHaveValue('5'))
  expect(service.quantityOf(ISBN)).toBe(5)
})

it('sets one quantity after the other where clicks are faster than the service', async () => {
  const service = serveCart(GUEST_CART_ID, line())
  const { user } = renderApp('/cart')
  const more = await screen.findByRole('button', { name: 'Increase quantity' })
  await user.click(more)
  await user.click(more)
  await user.click(more)
  await waitFor(() => expect(service.quantityOf(ISBN)).toBe(4))
})

it.each([
  ['hears of it', () => sendFromOtherTab('cart')],
  ['is looked at again', focusThisTab],
])('shows what another tab changed as soon as it %s', async (_, happen) => {
  const service = serveCart(GUEST_CART_ID, line())
  renderApp('/cart')
  await screen.findByRole('heading', { name: 'One book' })
  service.setLine(ISBN, 5)
  happen()
  expect(await screen.findByRole('heading', { name: 'Five books' })).toBeVisible()
})

it('shows a guest the cart that another tab has created', async () => {
  localStorage.removeItem('guest-cart')
  serveCart(GUEST_CART_ID, line())
  renderApp('/cart')
  await screen.findByRole('heading', { name: 'Your cart is empty' })
  saveGuestCartId(GUEST_CART_ID)
  dispatchEvent(new StorageEvent('storage', { key: 'guest-cart' }))
  expect(await screen.findByRole('heading', { name: 'One book' })).toBeVisible()
})
