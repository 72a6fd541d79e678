/**
 * Places an order idempotently: the key is the cart's own, so one content of the cart is ordered once. Where
 * the same content was ordered with another address, or that order was cancelled, the key is extended.
 */
import { ApiError, forCustomer, unwrap, orders, type OrdersTypes } from '@/lib/api'
import { cancelOrder, refreshPayment, type Payment } from '@/lib/orders'

export type OrderRequest = OrdersTypes['schemas']['OrderRequest']
type PlacedOrder = OrdersTypes['schemas']['PlacedOrderResponse']

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

/**
 * Place the order, past those of the same cart that were cancelled, however many they are: each names the next key,
 * so no key comes twice.
 */
export async function placeOrder({
  customerId,
  request,
  cartKey,
  replaceableOrderId,
}: PlaceOrderParams): Promise<Payment> {
  const { order_id } = await postOrder(customerId, request, cartKey, replaceableOrderId)
  let payment = await refreshPayment(customerId, order_id)
  while (payment.order.status === 'cancelled') {
    const key = `${cartKey}-after-${payment.order.order_id}`
    const next = await postOrder(customerId, request, key, replaceableOrderId)
    payment = await refreshPayment(customerId, next.order_id)
  }
  return payment
}

/** Post the order under this key, or under one of its own when the key belongs to another request. */
async function postOrder(
  customerId: string,
  request: OrderRequest,
  key: string,
  replaceableOrderId: string | undefined,
): Promise<PlacedOrder> {
  try {
    return await replacingOpenOrder(customerId, replaceableOrderId, () => post(customerId, request, key))
  } catch (error) {
    if (!hasCode(error, 'key_reused')) throw error
    return replacingOpenOrder(customerId, replaceableOrderId, () =>
      post(customerId, request, `${key}-${hashRequest(request)}`),
    )
  }
}

/** Cancel an open order that may be replaced, and repeat; any other is the customer's to decide about. */
async function replacingOpenOrder<T>(
  customerId: string,
  replaceableOrderId: string | undefined,
  act: () => Promise<T>,
): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!hasCode(error, 'order_open')) throw error
    const openOrderId = String(error.details.order_id)
    if (openOrderId !== replaceableOrderId) throw new OpenOrderError(openOrderId)
    await cancelOrder(customerId, openOrderId)
    return replacingOpenOrder(customerId, undefined, act)
  }
}

const post = (customerId: string, body: OrderRequest, key: string) =>
  unwrap(
    orders().POST('/orders', {
      body,
      params: { header: { 'Idempotency-Key': key, ...forCustomer(customerId) } },
    }),
  )

const hasCode = (error: unknown, code: string): error is ApiError =>
  error instanceof ApiError && error.code === code

/** Hash a request by FNV-1a, to extend the idempotency key; not a secret. */
function hashRequest(request: OrderRequest): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(JSON.stringify(request))) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  }
  return hash.toString(36)
}
