import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import type { Order } from '@/lib/orders'
import { ORDER, cart, order } from '@/testing/orderBuilders'
import { setSignedIn } from '@/testing/fakeCognito'
import { ClosedSocket, FakeSocket } from '@/testing/fakeSocket'
import { errorResponse, server } from '@/testing/server'
import { mockGet, mockGraphql, mockOwnOrder } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const PATH = `/orders/${ORDER}`

afterEach(() => vi.unstubAllGlobals())

beforeEach(() => {
  vi.stubGlobal('WebSocket', ClosedSocket)
  setSignedIn()
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
})

it('asks again and again while it cannot listen', async () => {
  let status: Order['status'] = 'paid'
  mockOwnOrder(() => order({ status }))
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, being packed' })).toBeVisible()
  expect(screen.getByText('Paid', { selector: 'b' }).closest('li')).toHaveAttribute('aria-current', 'step')
  status = 'shipped'
  expect(await screen.findByRole('heading', { name: 'One book, on its way' })).toBeVisible()
  expect(screen.getByText('This order is shipped.')).toBeInTheDocument()
})

it('hears of a change and asks once', async () => {
  vi.stubGlobal('WebSocket', FakeSocket)
  let status: Order['status'] = 'paid'
  let requests = 0
  mockOwnOrder(() => {
    requests += 1
    return order({ status })
  })
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, being packed' })).toBeVisible()
  await waitFor(() => expect(requests).toBe(2)) // once more when it has started to listen
  const socket = FakeSocket.latest
  const [, start] = socket?.sent ?? []
  expect(socket?.url).toBe('ws://shop.test/graphql/realtime')
  expect(JSON.parse(start?.payload?.data ?? '')).toMatchObject({ variables: { id: ORDER } })
  expect(start?.payload?.extensions.authorization).toMatchObject({ host: 'shop.test' })
  status = 'shipped'
  socket?.receive({ type: 'data' })
  expect(await screen.findByRole('heading', { name: 'One book, on its way' })).toBeVisible()
  expect(requests).toBe(3)
})

it('listens to no order that is over', async () => {
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.latest = undefined
  mockOwnOrder(() => order({ status: 'delivered' }))
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, delivered' })).toBeVisible()
  expect(FakeSocket.latest).toBeUndefined()
})

it('shows the order without the catalogue, with covers of the titles', async () => {
  mockOwnOrder(() => order({ status: 'paid' }), [])
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, being packed' })).toBeVisible()
  await waitFor(() => expect(document.querySelectorAll('main .cover img')).toHaveLength(2)) // in the progress and in the list
})

it('loads the order, its books and its delivery by one request', async () => {
  const requests: string[] = []
  const record = ({ request }: { request: Request }) => requests.push(new URL(request.url).pathname)
  mockOwnOrder(() => order({ status: 'delivered' }))
  server.events.on('request:start', record)
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, delivered' })).toBeVisible()
  server.events.removeListener('request:start', record)
  expect(requests.filter((path) => path === '/graphql')).toHaveLength(1)
  expect(requests.filter((path) => /orders.orders|shipping|catalog.books/.test(path))).toEqual([])
})

it('cancels an order after a confirmation', async () => {
  mockOwnOrder(() => order({ status: 'paid' }))
  const cancelled = order({
    status: 'cancelled',
    refunded_total: 1198,
    refunds: [
      { refund_id: 'r', amount: 1198, status: 'requested', reason: 'cancelled', requested_at: '', lines: [] },
    ],
  })
  server.use(http.post(`*/api/orders/orders/${ORDER}/cancel`, () => HttpResponse.json(cancelled)))
  const { user } = renderApp(PATH)
  await user.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  expect(screen.getByRole('button', { name: 'No, keep order' })).toHaveFocus()
  await user.click(screen.getByRole('button', { name: 'Yes, cancel order' }))
  expect(await screen.findByRole('heading', { name: 'Order cancelled' })).toBeVisible()
  expect(screen.getByText('Refund on its way')).toBeVisible()
})

const refundOf = (status: 'succeeded' | 'failed') => ({
  refund_id: 'r',
  amount: 1198,
  status,
  reason: 'cancelled',
  requested_at: '',
  lines: [],
})

it.each([
  ['You haven’t been charged.', {}],
  [
    'We’re refunding what you paid to your card.',
    { paid_at: '2026-11-24T12:00:00Z', refunded_total: 1198, refunds: [refundOf('succeeded')] },
  ],
  [
    'Your refund hasn’t reached you yet. We’ll email you to arrange another way.',
    { paid_at: '2026-11-24T12:00:00Z', refunds: [refundOf('failed')] },
  ],
  ['This order was cancelled.', { paid_at: '2026-11-24T12:00:00Z' }],
])('says of the money of a cancelled order: “%s”', async (text, changes) => {
  mockOwnOrder(() => order({ status: 'cancelled', ...changes }))
  renderApp(PATH)
  expect(await screen.findByText(text)).toBeVisible()
})

it('shows the current state of an order that was shipped meanwhile', async () => {
  let status: Order['status'] = 'paid'
  mockOwnOrder(() => order({ status }))
  server.use(
    http.post(`*/api/orders/orders/${ORDER}/cancel`, () => {
      status = 'shipped'
      return errorResponse(409, 'step_refused', 'This order is shipped; it can no longer be cancelled.', {
        status,
      })
    }),
  )
  const { user } = renderApp(PATH)
  await user.click(await screen.findByRole('button', { name: 'Cancel this order' }))
  await user.click(screen.getByRole('button', { name: 'Yes, cancel order' }))
  expect(await screen.findByRole('heading', { name: 'One book, on its way' })).toBeVisible()
  expect(screen.getByRole('alert')).toHaveTextContent('it can no longer be cancelled')
})

it('adds a purchased book to the cart again, with the price of then', async () => {
  mockOwnOrder(() => order({ status: 'delivered' }))
  const add = vi.fn()
  server.use(
    http.post('*/api/cart/carts/me/lines/:isbn', async ({ request }) => {
      add(await request.json())
      return HttpResponse.json(cart())
    }),
  )
  const { user } = renderApp(PATH)
  await user.click(await screen.findByRole('button', { name: /Buy again/ }))
  await waitFor(() => expect(add).toHaveBeenCalledWith({ quantity: 1, price_seen: 899 }))
  expect(within(await screen.findByRole('link', { name: /Cart/ })).getByText('1')).toBeVisible()
})

it('links to the tracking page of a known carrier only', async () => {
  const parcel = { carrier: 'Royal Mail', tracking: 'AB 1' }
  mockOwnOrder(() => order({ status: 'shipped', parcel }))
  const { unmount } = renderApp(PATH)
  expect(await screen.findByRole('link', { name: /^Track your order/ })).toHaveAttribute(
    'href',
    'https://www.royalmail.com/track-your-item#/tracking-results/AB%201',
  )
  unmount()
  mockOwnOrder(() => order({ status: 'shipped', parcel: { ...parcel, carrier: 'Owl' } }))
  renderApp(PATH)
  expect(await screen.findByText('AB 1')).toBeVisible()
  expect(screen.queryByRole('link', { name: /^Track your order/ })).not.toBeInTheDocument()
})

it('shows the expected arrival, but not of a late parcel', async () => {
  mockOwnOrder(() => order({ status: 'paid' }))
  const { unmount } = renderApp(PATH)
  expect(await screen.findByText(/Estimated arrival: \d/)).toBeVisible()
  unmount()
  mockOwnOrder(() => order({ status: 'shipped', placed_at: '2026-01-05T10:00:00Z' }))
  renderApp(PATH)
  expect(await screen.findByRole('heading', { name: 'One book, on its way' })).toBeVisible()
  expect(screen.queryByText(/Estimated arrival/)).not.toBeInTheDocument()
})

it('shows another customer’s order as unknown', async () => {
  mockGraphql('OwnOrder', { viewer: { order: null }, shippingDestinations: [] })
  renderApp(PATH)
  expect(await screen.findByRole('heading', { level: 1, name: 'Order not found' })).toBeVisible()
})

it('explains an empty list of orders', async () => {
  mockGet('orders/orders', { items: [], next: null })
  renderApp('/orders')
  expect(await screen.findByText('No orders yet')).toBeVisible()
})

it('shows the whole number of the order, and the consent to get e-books at once, on the receipt', async () => {
  mockOwnOrder(() => order({ status: 'paid', digital_consent_at: '2026-11-24T12:00:00Z' }))
  renderApp(`/orders/${ORDER}`)
  const receipt = await screen.findByRole('complementary', { name: 'Receipt' })
  expect(receipt).toHaveTextContent(`Order ${ORDER}`)
  expect(receipt).toHaveTextContent(
    'On 24 November 2026 you asked for your e-books and audiobooks immediately',
  )
})
