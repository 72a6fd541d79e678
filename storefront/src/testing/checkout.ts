/** Mocks of the orders service and the simulator for the checkout; a test sets the bank's response. */
import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { vi } from 'vitest'
import { book } from './builders'
import { ADDRESS, ORDER, cart, order, quote } from './orderBuilders'
import { setSignedIn } from './fakeCognito'
import { server } from './server'
import { mockGet } from './mockServices'
import { renderApp } from './renderApp'

export const SECRET = 'pi_1_secret_x'
export const placeOrderSpy = vi.fn()
export const confirmSpy = vi.fn()

export function mockCheckout({ bank = () => HttpResponse.json({ status: 'succeeded' }) as Response } = {}) {
  let paid = false
  server.use(
    http.post('*/api/orders/orders', async ({ request }) => {
      placeOrderSpy(request.headers.get('Idempotency-Key'), await request.json())
      return HttpResponse.json({ ...order(), client_secret: SECRET }, { status: 201 })
    }),
    http.post(`*/api/orders/orders/${ORDER}/payment`, () =>
      HttpResponse.json({
        order: order(paid ? { status: 'paid' } : {}),
        client_secret: paid ? null : SECRET,
      }),
    ),
    http.get(`*/api/orders/orders/${ORDER}`, () => HttpResponse.json(order(paid ? { status: 'paid' } : {}))),
    http.post('http://stripe.test/v1/payment_intents/pi_1/confirm', async ({ request }) => {
      confirmSpy(Object.fromEntries(new URLSearchParams(await request.text())))
      const response = bank()
      paid = response.ok
      return response as HttpResponse<null>
    }),
  )
}

export const mockQuote = (response: () => Response) =>
  server.use(http.post('*/api/orders/quotes', () => response() as HttpResponse<null>))

/** Sign in a customer with one book in the cart and a saved address. */
export function setUpCheckout(): void {
  vi.clearAllMocks()
  setSignedIn()
  server.use(
    http.get('*/settings.json', () =>
      HttpResponse.json({
        cognito: {},
        stripe: { publishable_key: 'pk_test', api: 'http://stripe.test' },
      }),
    ),
  )
  mockGet('catalog/books', { items: [book()], next: null })
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('orders/customers/me/cards', { items: [] })
  server.use(
    http.post('*/api/orders/customers/me/payment-session', () =>
      HttpResponse.json({ client_secret: 'cuss_secret_1' }),
    ),
  )
  mockGet('orders/customers/me/addresses', { items: [{ address_id: 'home', address: ADDRESS }] })
  mockGet('recommendations/also-bought', { items: [], source: 'graph' })
  mockQuote(() => HttpResponse.json(quote()))
}

export async function goToReview(number = '4242 4242 4242 4242') {
  const page = renderApp('/checkout/address')
  const { user } = page
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  await user.click(await screen.findByRole('button', { name: 'Continue to payment' }))
  await user.type(await screen.findByLabelText('Card number'), number)
  await user.type(screen.getByLabelText('Expiry date'), '09/34')
  await user.type(screen.getByLabelText('Security code'), '123')
  await user.click(screen.getByRole('button', { name: 'Review your order' }))
  await screen.findByRole('heading', { name: 'Review your order' })
  return page
}

export const payButton = () => screen.getByRole('button', { name: /^Pay/ })
