import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { book } from '@/testing/builders'
import { cart, quote } from '@/testing/orderBuilders'
import { setSignedOut } from '@/testing/fakeCognito'
import { mockBookPage, mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'
import { server } from '@/testing/server'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const GUEST_CART_ID = 'g'.repeat(32)

beforeEach(() => {
  setSignedOut()
  for (const name of ['localStorage', 'sessionStorage'] as const)
    vi.spyOn(window, name, 'get').mockImplementation(() => {
      throw new DOMException('Access is denied for this document.', 'SecurityError')
    })
  mockGet('catalog/books', { items: [book()], next: null })
  mockBookPage()
  mockGet('recommendations/also-bought', { items: [], source: 'graph' })
  mockGet(`cart/carts/${GUEST_CART_ID}`, cart())
  server.use(
    http.post('*/api/cart/carts', () => HttpResponse.json(cart([], { id: GUEST_CART_ID }), { status: 201 })),
    http.post(`*/api/cart/carts/${GUEST_CART_ID}/lines/:isbn`, () => HttpResponse.json(cart())),
    http.post('*/api/orders/estimates', () => HttpResponse.json(quote())),
  )
})

afterEach(() => vi.restoreAllMocks())

it('keeps a guest’s cart until the page is left, and says once that nothing is stored', async () => {
  const { user, router } = renderApp('/books/emma')
  await user.click(await screen.findByRole('button', { name: 'Add to cart' }))
  await screen.findByText(/added to your cart/)
  await router.navigate('/cart')
  expect(await screen.findByRole('heading', { level: 1, name: 'One book' })).toBeVisible()
  expect(screen.getAllByText(/is blocking storage/)).toHaveLength(1)
})

it('signs in until the page is left', async () => {
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  const { user, router } = renderApp('/sign-in')
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ann@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse 9')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('link', { name: 'Account' })).toBeVisible()
  await router.navigate('/cart')
  expect(await screen.findByRole('heading', { level: 1, name: 'One book' })).toBeVisible()
})
