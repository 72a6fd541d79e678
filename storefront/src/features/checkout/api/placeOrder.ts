/**
 * Placing an order, once for one content of the cart however often it is asked: the cart's own key goes along.
 * Where that content has been ordered before in another way (other address, given up since), the key says so too.
 */
import { ApiError, unwrap, orders, type OrdersTypes } from '@/lib/api'
import { cancelOrder, refreshPayment, type Payment } from '@/lib/orders'

export type OrderRequest = OrdersTypes['schemas']['OrderWanted']

interface PlaceOrderParams {
  request: OrderRequest
  cartKey: string
  /** An unpaid order that this same checkout has placed: it may be replaced without asking. */
  replaceableOrderId?: string
}

/** An order of the reader waits for its money already: only the reader can say which one is meant. */
export class OpenOrderError extends Error {
  constructor(readonly orderId: string) {
    super('Another order is open')
  }
}

const MAX_ATTEMPTS = 5 // each try gets one obstacle out of the way

export async function placeOrder({
  request,
  cartKey,
  replaceableOrderId,
}: PlaceOrderParams): Promise<Payment> {
  let key = cartKey
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      const { order_id } = await postOrder(request, key)
      const payment = await refreshPayment(order_id)
      if (payment.order.status !== 'cancelled') return payment
      key = `${cartKey}-after-${order_id}`
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'key_reused') key = `${cartKey}-${hashRequest(request)}`
      else if (error.code === 'order_open')
        await cancelOpenOrder(String(error.details.order_id), replaceableOrderId)
      else throw error
    }
  }
  throw new ApiError(409, 'order_open', 'Your order could not be placed. Please look at your orders first.')
}

const postOrder = (body: OrderRequest, key: string) =>
  unwrap(orders().POST('/orders', { body, params: { header: { 'Idempotency-Key': key } } }))

async function cancelOpenOrder(openOrderId: string, replaceableOrderId: string | undefined): Promise<void> {
  if (openOrderId !== replaceableOrderId) throw new OpenOrderError(openOrderId)
  await cancelOrder(openOrderId)
}

/** Short, the same for the same wish: no secret, only a name (FNV-1a). */
function hashRequest(request: OrderRequest): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(request))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(36)
}
