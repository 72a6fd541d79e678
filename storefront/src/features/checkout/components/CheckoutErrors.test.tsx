import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { cart, line, order, quote } from '@/testing/orderBuilders'
import { errorResponse, server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import { payButton, mockQuote, setUpCheckout, mockCheckout, goToReview } from '@/testing/checkout'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

beforeEach(setUpCheckout)

it('asks the customer to accept a changed price', async () => {
  const requestedPrices: unknown[] = []
  server.use(
    http.post('*/api/orders/quotes', async ({ request }) => {
      const { lines } = (await request.json()) as { lines: { unit_price: number }[] }
      requestedPrices.push(lines[0]?.unit_price)
      const prices = [{ isbn: '9790000000001', title: 'Emma', price: 999, currency: 'GBP' }]
      return lines[0]?.unit_price === 999
        ? HttpResponse.json(quote({ subtotal: 999, total: 1298 }))
        : errorResponse(409, 'price_changed', 'The price has changed for Emma.', { prices })
    }),
  )
  const { user } = renderApp('/checkout/address')
  expect(await screen.findByText(/The price of/)).toHaveTextContent(
    'Emma has changed: £8.99 before, £9.99 now.',
  )
  await user.click(screen.getByRole('button', { name: 'Accept the new price' }))
  expect(await screen.findByText('£12.98')).toBeVisible()
  expect(requestedPrices).toEqual([899, 999])
})

it.each([
  [0, 'sold out'],
  [3, 'only 3 left'],
  [null, 'fewer left than you wanted'],
])('returns to the cart with a notice about books of which %s are left', async (left, text) => {
  const books = [{ isbn: '9790000000001', title: 'Emma', left }]
  mockQuote(() => errorResponse(409, 'out_of_stock', 'We do not have enough copies of Emma.', { books }))
  const { router } = renderApp('/checkout/address')
  expect(await screen.findByText(`Sorry, we don’t have enough stock. Emma: ${text}.`)).toBeVisible()
  expect(router.state.location.pathname).toBe('/cart')
})

it('asks to pay or cancel an earlier unpaid order', async () => {
  mockCheckout()
  const cancelled = vi.fn()
  server.use(
    http.post(
      '*/api/orders/orders',
      () => errorResponse(409, 'order_open', 'Please pay first.', { order_id: 'OLD' }),
      {
        once: true,
      },
    ),
    http.get('*/api/orders/orders/OLD', () => HttpResponse.json(order({ order_id: 'OLD' }))),
    http.post('*/api/orders/orders/OLD/cancel', () => {
      cancelled()
      return HttpResponse.json(order({ order_id: 'OLD', status: 'cancelled' }))
    }),
  )
  const { user } = await goToReview()
  await user.click(payButton())
  const link = await screen.findByRole('link', { name: 'Pay for that order' })
  expect(link).toHaveAttribute('href', '/checkout/pay/OLD')
  await user.click(screen.getByRole('button', { name: /Cancel it/ }))
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(cancelled).toHaveBeenCalledOnce()
})

it('quotes without a rejected promotion code', async () => {
  server.use(
    http.post('*/api/orders/quotes', async ({ request }) => {
      const { coupon } = (await request.json()) as { coupon: string | null }
      return coupon
        ? errorResponse(422, 'coupon_refused', 'The coupon OLD-1 has expired.')
        : HttpResponse.json(quote())
    }),
  )
  const { user } = renderApp('/checkout/address')
  const summary = await screen.findByRole('complementary', { name: 'Your one book' })
  await user.click(within(summary).getByText('Promo code'))
  await user.type(within(summary).getByRole('textbox', { name: 'Promo code' }), 'old-1')
  await user.click(within(summary).getByRole('button', { name: 'Apply' }))
  expect(await screen.findByText('The coupon OLD-1 has expired.')).toBeVisible()
  expect(within(summary).getByText('£11.98')).toBeVisible()
})

it('redirects from a step whose previous steps are incomplete', async () => {
  const { router } = renderApp('/checkout/review')
  await waitFor(() => expect(router.state.location.pathname).toBe('/checkout/address'))
})

it('redirects from an empty checkout to the cart', async () => {
  mockGet('cart/carts/me', cart([line({ availability: 'out', notices: ['out_of_stock'] })]))
  const { router } = renderApp('/checkout/address')
  await waitFor(() => expect(router.state.location.pathname).toBe('/cart'))
})

it('says at the Pay button how long to wait after too many orders, and then goes on without losing anything', async () => {
  mockCheckout()
  server.use(
    http.post(
      '*/api/orders/orders',
      () => {
        const error = {
          code: 'too_many_requests',
          message: 'Wait',
          details: { limit: 'orders' },
          request_id: 'r',
        }
        return HttpResponse.json({ error }, { status: 429, headers: { 'Retry-After': '600' } })
      },
      { once: true },
    ),
  )
  const { user } = await goToReview()
  await user.click(payButton())
  expect(await screen.findByRole('alert')).toHaveTextContent('Please try again in ten minutes.')
  await user.click(payButton())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
})
