/**
 * Placing an order, once for one content of the cart however often it is asked: the cart's own key goes along.
 * Where that content has been ordered before in another way (other address, given up since), the key says so too.
 */
import { ApiError, answer, orders, type OrdersTypes } from '@/lib/api'
import { cancelOrder, settle, type Payment } from '@/lib/orders'

export type OrderWanted = OrdersTypes['schemas']['OrderWanted']

interface Wish {
  wanted: OrderWanted
  cartKey: string
  /** An unpaid order that this same checkout has placed: it may be replaced without asking. */
  mine?: string
}

/** An order of the reader waits for its money already: only the reader can say which one is meant. */
export class OrderOpen extends Error {
  constructor(readonly orderId: string) {
    super('Another order is open')
  }
}

const TRIES = 5 // each try gets one obstacle out of the way

export async function placeOrder({ wanted, cartKey, mine }: Wish): Promise<Payment> {
  let key = cartKey
  for (let tries = 0; tries < TRIES; tries++) {
    try {
      const { order_id } = await post(wanted, key)
      const payment = await settle(order_id)
      if (payment.order.status !== 'cancelled') return payment
      key = `${cartKey}-after-${order_id}`
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'key_reused') key = `${cartKey}-${digest(wanted)}`
      else if (error.code === 'order_open') await replace(String(error.details.order_id), mine)
      else throw error
    }
  }
  throw new ApiError(409, 'order_open', 'Your order could not be placed. Please look at your orders first.')
}

const post = (body: OrderWanted, key: string) =>
  answer(orders().POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } }))

async function replace(open: string, mine: string | undefined): Promise<void> {
  if (open !== mine) throw new OrderOpen(open)
  await cancelOrder(open)
}

/** Short, the same for the same wish: no secret, only a name (FNV-1a). */
function digest(wanted: OrderWanted): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(wanted))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(36)
}
