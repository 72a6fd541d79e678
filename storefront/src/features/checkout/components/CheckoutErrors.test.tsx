import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { cart, line, order, quote } from '@/testing/orderBuilders'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { answers } from '@/testing/mockServices'
import { pay, pricedAs, readyToBuy, selling, toReview } from '@/testing/checkout'
import { visit } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

beforeEach(readyToBuy)

it('a price that has changed is shown and agreed to before anything else', async () => {
  const asked: unknown[] = []
  server.use(
    http.post('*/api/orders/quotes', async ({ request }) => {
      const { lines } = (await request.json()) as { lines: { unit_price: number }[] }
      asked.push(lines[0]?.unit_price)
      const prices = [{ isbn: '9790000000001', title: 'Emma', price: 999, currency: 'GBP' }]
      return lines[0]?.unit_price === 999
        ? HttpResponse.json(quote({ subtotal: 999, total: 1298 }))
        : refused(409, 'price_changed', 'The price has changed for Emma.', { prices })
    }),
  )
  const { person } = visit('/checkout/address')
  expect(await screen.findByText(/The price of/)).toHaveTextContent(
    'Emma has changed: £8.99 before, £9.99 now.',
  )
  await person.click(screen.getByRole('button', { name: 'Go on with the new price' }))
  expect(await screen.findByText('£12.98')).toBeVisible()
  expect(asked).toEqual([899, 999])
})

it('a book that somebody else bought leads back to the cart, which says so', async () => {
  const books = [{ isbn: '9790000000001', title: 'Emma', left: 0 }]
  pricedAs(() => refused(409, 'out_of_stock', 'We do not have enough copies of Emma.', { books }))
  const { router } = visit('/checkout/address')
  expect(await screen.findByText('Somebody was faster. Emma: sold out.')).toBeVisible()
  expect(router.state.location.pathname).toBe('/cart')
})

it('an unpaid order from before is paid or given up first', async () => {
  selling()
  const cancelled = vi.fn()
  server.use(
    http.post(
      '*/api/orders/orders',
      () => refused(409, 'order_open', 'Please pay first.', { order_id: 'OLD' }),
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
  const { person } = await toReview()
  await person.click(pay())
  const link = await screen.findByRole('link', { name: 'Pay that one' })
  expect(link).toHaveAttribute('href', '/checkout/pay/OLD')
  await person.click(screen.getByRole('button', { name: /Give it up/ }))
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(cancelled).toHaveBeenCalledOnce()
})

it('a refused promotion code costs only itself', async () => {
  server.use(
    http.post('*/api/orders/quotes', async ({ request }) => {
      const { coupon } = (await request.json()) as { coupon: string | null }
      return coupon
        ? refused(422, 'coupon_refused', 'The coupon OLD-1 has expired.')
        : HttpResponse.json(quote())
    }),
  )
  const { person } = visit('/checkout/address')
  const bill = await screen.findByRole('complementary', { name: 'Your one book' })
  await person.click(within(bill).getByText('Promotion code'))
  await person.type(within(bill).getByRole('textbox', { name: 'Promotion code' }), 'old-1')
  await person.click(within(bill).getByRole('button', { name: 'Apply' }))
  expect(await screen.findByText('The coupon OLD-1 has expired.')).toBeVisible()
  expect(within(bill).getByText('£11.98')).toBeVisible()
})

it('nobody reviews without a card, delivers without an address, or checks out with nothing', async () => {
  const { router } = visit('/checkout/review')
  await waitFor(() => expect(router.state.location.pathname).toBe('/checkout/address'))
  answers('cart/carts/me', cart([line({ availability: 'out', notices: ['out_of_stock'] })]))
  const again = visit('/checkout/address')
  await waitFor(() => expect(again.router.state.location.pathname).toBe('/cart'))
})
