import { http, HttpResponse } from 'msw'
import { ADDRESS, order } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { ANN, setSignedIn } from '@/testing/fakeCognito'
import { OpenOrderError, placeOrder, type OrderRequest } from './placeOrder'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const REQUEST: OrderRequest = {
  lines: [{ isbn: '9790000000001', quantity: 1, unit_price: 899 }],
  address: ADDRESS,
  shipping: 'standard',
  coupon: null,
  digital_consent: false,
}
const ELSEWHERE: OrderRequest = { ...REQUEST, address: { ...ADDRESS, city: 'York' } }

const refuse = (status: number, code: string, details = {}) =>
  HttpResponse.json({ error: { code, message: code, details, request_id: 'r' } }, { status })

/** The orders service as far as it places orders: one order a key, one unpaid order a customer. */
class FakeOrders {
  placed: { id: string; key: string; body: string; status: string }[] = []

  start(): void {
    server.use(
      http.post('*/api/orders/orders', async ({ request }) =>
        this.place(String(request.headers.get('Idempotency-Key')), JSON.stringify(await request.json())),
      ),
      http.post('*/api/orders/orders/:id/payment', ({ params }) =>
        HttpResponse.json({ order: this.response(String(params.id)), client_secret: 'secret' }),
      ),
      http.post('*/api/orders/orders/:id/cancel', ({ params }) => {
        this.giveUp(String(params.id))
        return HttpResponse.json(this.response(String(params.id)))
      }),
    )
  }

  place(key: string, body: string): Response {
    const existing = this.placed.find((each) => each.key === key)
    if (existing) return existing.body === body ? this.answer(existing.id) : refuse(422, 'key_reused')
    const open = this.placed.find((each) => each.status === 'pending_payment')
    if (open) return refuse(409, 'order_open', { order_id: open.id })
    const id = `order-${String(this.placed.length)}`
    this.placed.push({ id, key, body, status: 'pending_payment' })
    return this.answer(id)
  }

  answer = (id: string) =>
    HttpResponse.json({ ...order({ order_id: id }), client_secret: 'secret' }, { status: 201 })

  giveUp(id: string): void {
    for (const each of this.placed) if (each.id === id) each.status = 'cancelled'
  }

  response(id: string) {
    const cancelled = this.placed.some((each) => each.id === id && each.status === 'cancelled')
    return order({ order_id: id, status: cancelled ? 'cancelled' : 'pending_payment' })
  }
}

const shop = () => {
  const fake = new FakeOrders()
  fake.start()
  return fake
}
const place = (request = REQUEST, replaceableOrderId?: string) =>
  placeOrder({ customerId: ANN.id, request, cartKey: 'cart-3', replaceableOrderId })

beforeEach(setSignedIn)

it('places the same cart as often as it is given up', async () => {
  const orders = shop()
  for (let times = 0; times < 12; times++) {
    const { order } = await place()
    expect(order.order_id).toBe(`order-${String(times)}`)
    orders.giveUp(order.order_id)
  }
  expect((await place()).order.status).toBe('pending_payment')
})

it('places it to another address after orders to both were given up', async () => {
  const orders = shop()
  for (const request of [REQUEST, ELSEWHERE, REQUEST, ELSEWHERE, ELSEWHERE, REQUEST]) {
    const { order } = await place(request)
    expect(order.status).toBe('pending_payment')
    orders.giveUp(order.order_id)
  }
  expect(orders.placed).toHaveLength(6)
})

it('returns the open order of this cart again', async () => {
  const orders = shop()
  orders.giveUp((await place()).order.order_id)
  const [first, second] = [await place(), await place()]
  expect(second.order.order_id).toBe(first.order.order_id)
  expect(orders.placed).toHaveLength(2)
})

it('replaces the order of this checkout when the request has changed', async () => {
  const orders = shop()
  const first = await place()
  const second = await place(ELSEWHERE, first.order.order_id)
  expect(orders.placed.map((each) => each.status)).toEqual(['cancelled', 'pending_payment'])
  expect(second.order.order_id).toBe('order-1')
})

it('leaves another open order to the customer', async () => {
  const orders = shop()
  await place()
  await expect(
    placeOrder({ customerId: ANN.id, request: REQUEST, cartKey: 'cart-4', replaceableOrderId: 'order-9' }),
  ).rejects.toEqual(new OpenOrderError('order-0'))
  expect(orders.placed[0]?.status).toBe('pending_payment')
})
