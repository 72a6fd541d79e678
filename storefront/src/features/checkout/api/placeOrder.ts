/**
 * Places an order idempotently: the key is the cart's own, so one content of the cart is ordered once. Where
 * the same content was ordered with another address, or that order was cancelled, the key is extended.
 */
import { ApiError, forCustomer, unwrap, orders, type OrdersTypes } from '@/lib/api'
import { cancelOrder, refreshPayment, type Payment } from '@/lib/orders'

export type OrderRequest = OrdersTypes['schemas']['OrderRequest']

interface PlaceOrderParams {
  /** The customer whose checkout it is: the order is placed for nobody else. */
  customerId: string
  request: OrderRequest
  cartKey: string
  /** An unpaid order of this checkout, which may be replaced without a confirmation. */
  replaceableOrderId?: string
}

/** Another order of the customer is unpaid: the customer has to choose between them. */
export class OpenOrderError extends Error {
  constructor(readonly orderId: string) {
    super('Another order is open')
  }
}

const MAX_ATTEMPTS = 5 // each attempt resolves one conflict

export async function placeOrder({
  customerId,
  request,
  cartKey,
  replaceableOrderId,
}: PlaceOrderParams): Promise<Payment> {
  let key = cartKey
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    try {
      const { order_id } = await postOrder(customerId, request, key)
      const payment = await refreshPayment(customerId, order_id)
      if (payment.order.status !== 'cancelled') return payment
      key = `${cartKey}-after-${order_id}`
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.code === 'key_reused') key = `${cartKey}-${hashRequest(request)}`
      else if (error.code === 'order_open')
        await cancelOpenOrder(customerId, String(error.details.order_id), replaceableOrderId)
      else throw error
    }
  }
  throw new ApiError(409, 'order_open', 'Your order could not be placed. Please look at your orders first.')
}

const postOrder = (customerId: string, body: OrderRequest, key: string) =>
  unwrap(
    orders().POST('/orders', {
      body,
      params: { header: { 'Idempotency-Key': key, ...forCustomer(customerId) } },
    }),
  )

async function cancelOpenOrder(
  customerId: string,
  openOrderId: string,
  replaceableOrderId: string | undefined,
): Promise<void> {
  if (openOrderId !== replaceableOrderId) throw new OpenOrderError(openOrderId)
  await cancelOrder(customerId, openOrderId)
}

/** Hash a request by FNV-1a, to extend the idempotency key; not a secret. */
function hashRequest(request: OrderRequest): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(request))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(36)
}
