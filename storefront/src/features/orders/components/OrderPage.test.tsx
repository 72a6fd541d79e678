import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import type { Order } from '@/lib/orders'
import { book } from '@/testing/builders'
import { ORDER, cart, order } from '@/testing/buying'
import { signedIn } from '@/testing/cognito'
import { refused } from '@/testing/handlers'
import { server } from '@/testing/server'
import { answers, answersWith } from '@/testing/shop'
import { visit } from '@/testing/visit'

vi.mock('@/lib/session/cognito', () => import('@/testing/cognito'))

const PAGE = `/orders/${ORDER}`

beforeEach(() => {
  signedIn()
  answers('catalog/books', { items: [book()], next: null })
  answers('cart/carts/me', cart([]))
  answers('cart/wishlists/me', { items: [] })
})

it('the parcel moves by itself when the order does', async () => {
  let status: Order['status'] = 'paid'
  answersWith(`orders/orders/${ORDER}`, () => order({ status }))
  visit(PAGE)
  expect(await screen.findByRole('heading', { name: 'One book, being packed' })).toBeVisible()
  expect(screen.getByText('Paid', { selector: 'b' }).closest('li')).toHaveAttribute('aria-current', 'step')
  status = 'shipped'
  expect(
    await screen.findByRole('heading', { name: 'One book, on its way' }, { timeout: 4_000 }),
  ).toBeVisible()
  expect(screen.getByText('This order is shipped.')).toBeInTheDocument()
})

it('an order can be given up, after a second question', async () => {
  answers(`orders/orders/${ORDER}`, order({ status: 'paid' }))
  const cancelled = order({
    status: 'cancelled',
    refunded_total: 1198,
    refunds: [
      { refund_id: 'r', amount: 1198, status: 'requested', reason: 'cancelled', requested_at: '', lines: [] },
    ],
  })
  server.use(http.post(`*/api/orders/orders/${ORDER}/cancel`, () => HttpResponse.json(cancelled)))
  const { person } = visit(PAGE)
  await person.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  expect(screen.getByRole('button', { name: 'No, keep it' })).toHaveFocus()
  await person.click(screen.getByRole('button', { name: 'Yes, cancel it' }))
  expect(await screen.findByRole('heading', { name: 'One book, not sent after all' })).toBeVisible()
  expect(screen.getByText('On its way back')).toBeVisible()
})

it('an order that was packed meanwhile says so and shows where it is', async () => {
  let status: Order['status'] = 'paid'
  answersWith(`orders/orders/${ORDER}`, () => order({ status }))
  server.use(
    http.post(`*/api/orders/orders/${ORDER}/cancel`, () => {
      status = 'shipped'
      return refused(409, 'step_refused', 'This order is shipped; it cannot become cancelled.', { status })
    }),
  )
  const { person } = visit(PAGE)
  await person.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  await person.click(screen.getByRole('button', { name: 'Yes, cancel it' }))
  expect(await screen.findByRole('heading', { name: 'One book, on its way' })).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('it cannot become cancelled')
})

it('what was bought can be bought again, at the price seen then', async () => {
  answers(`orders/orders/${ORDER}`, order({ status: 'delivered' }))
  const put = vi.fn()
  server.use(
    http.put('*/api/cart/carts/me/lines/:isbn', async ({ request }) => {
      put(await request.json())
      return HttpResponse.json(cart())
    }),
  )
  const { person } = visit(PAGE)
  await person.click(await screen.findByRole('button', { name: /Buy again/ }))
  await waitFor(() => expect(put).toHaveBeenCalledWith({ quantity: 1, price_seen: 899, saved: false }))
  expect(within(await screen.findByRole('link', { name: /Cart/ })).getByText('1')).toBeVisible()
})

it('somebody else’s order is no order', async () => {
  server.use(http.get(`*/api/orders/orders/${ORDER}`, () => refused(404, 'order_unknown')))
  visit(PAGE)
  expect(await screen.findByRole('heading', { level: 1, name: 'No such order' })).toBeVisible()
})

it('a list of none says how orders come about', async () => {
  answers('orders/orders', { items: [], next: null })
  visit('/orders')
  expect(await screen.findByText('No orders yet')).toBeVisible()
})
