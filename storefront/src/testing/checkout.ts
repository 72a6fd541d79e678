/** The orders service and the simulator, as far as a checkout sees them; the bank says what a test lets it say. */
import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { vi } from 'vitest'
import { book } from './builders'
import { ADDRESS, ORDER, cart, order, quote } from './orderBuilders'
import { signedIn } from './fakeCognito'
import { server } from './server'
import { answers } from './mockServices'
import { visit } from './renderApp'

export const SECRET = 'pi_1_secret_x'
export const placed = vi.fn()
export const confirmed = vi.fn()

export function selling({ bank = () => HttpResponse.json({ status: 'succeeded' }) as Response } = {}) {
  let paid = false
  server.use(
    http.post('*/api/orders/orders', async ({ request }) => {
      placed(request.headers.get('Idempotency-Key'), await request.json())
      return HttpResponse.json({ order_id: ORDER, client_secret: SECRET }, { status: 201 })
    }),
    http.post(`*/api/orders/orders/${ORDER}/payment`, () =>
      HttpResponse.json({
        order: order(paid ? { status: 'paid' } : {}),
        client_secret: paid ? null : SECRET,
      }),
    ),
    http.get(`*/api/orders/orders/${ORDER}`, () => HttpResponse.json(order(paid ? { status: 'paid' } : {}))),
    http.post('http://stripe.test/v1/payment_intents/pi_1/confirm', async ({ request }) => {
      confirmed(Object.fromEntries(new URLSearchParams(await request.text())))
      const answer = bank()
      paid = answer.ok
      return answer as HttpResponse<null>
    }),
  )
}

export const pricedAs = (answer: () => Response) =>
  server.use(http.post('*/api/orders/quotes', () => answer() as HttpResponse<null>))

/** A reader with one book in the cart and an address kept. */
export function readyToBuy(): void {
  vi.clearAllMocks()
  signedIn()
  server.use(
    http.get('*/settings.json', () =>
      HttpResponse.json({
        cognito: {},
        stripe: { publishable_key: 'pk_test', api: 'http://stripe.test' },
      }),
    ),
  )
  answers('catalog/books', { items: [book()], next: null })
  answers('cart/carts/me', cart())
  answers('cart/wishlists/me', { items: [] })
  answers('orders/customers/me/addresses', { items: [{ address_id: 'home', address: ADDRESS }] })
  answers('recommendations/also-bought', { items: [], source: 'graph' })
  pricedAs(() => HttpResponse.json(quote()))
}

export async function toReview(number = '4242 4242 4242 4242') {
  const page = visit('/checkout/address')
  const { person } = page
  await person.click(await screen.findByRole('button', { name: 'Choose the delivery' }))
  await person.click(await screen.findByRole('button', { name: 'Choose the payment' }))
  await person.type(await screen.findByLabelText('Card number'), number)
  await person.type(screen.getByLabelText('Expires'), '09/34')
  await person.type(screen.getByLabelText('Security code'), '123')
  await person.click(screen.getByRole('button', { name: 'Review the order' }))
  await screen.findByRole('heading', { name: 'One last look' })
  return page
}

export const pay = () => screen.getByRole('button', { name: /^Pay/ })
