/** The queries and requests for a customer's orders. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { forCustomer, unwrap, orders, type OrdersTypes } from '../api'

export type Order = OrdersTypes['schemas']['OrderResponse']
export type OrderLine = OrdersTypes['schemas']['RemainingLineResponse']
export type Payment = OrdersTypes['schemas']['PaymentResponse']

const PAGE_SIZE = 10
const POLL_SOON_MS = 2_000
const POLL_LATER_MS = 15_000

/** Choose the polling interval: short after a change, none once the order is final. */
export const pollInterval = (order: Order | undefined): number | false => {
  if (!order) return false
  if (order.status === 'delivered') return false
  if (order.status === 'cancelled') return hasPendingRefund(order) ? POLL_LATER_MS : false
  const isRecent = Date.now() - Date.parse(order.changed_at) < 120_000
  return isRecent ? POLL_SOON_MS : POLL_LATER_MS
}

const hasPendingRefund = (order: Order): boolean => order.refunds.some(({ status }) => status === 'requested')

export const orderKey = (customerId: string, order_id: string) => ['orders', customerId, order_id] as const

export const orderQuery = (customerId: string, order_id: string) =>
  queryOptions({
    queryKey: orderKey(customerId, order_id),
    queryFn: ({ signal }) =>
      unwrap(orders().GET('/orders/{order_id}', { params: { path: { order_id } }, signal })),
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) => pollInterval(state.data),
  })

export const ordersQuery = (customerId: string) =>
  infiniteQueryOptions({
    queryKey: ['orders', customerId, 'list'],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE_SIZE, cursor: pageParam }
      return unwrap(orders().GET('/orders', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((order) => pollInterval(order) === POLL_SOON_MS))
        ? POLL_SOON_MS
        : POLL_LATER_MS,
  })

/** Let the service fetch the payment from Stripe now, instead of waiting for the webhook. */
export const refreshPayment = (customerId: string, order_id: string): Promise<Payment> =>
  unwrap(orders().POST('/orders/{order_id}/payment', { params: ofOrder(customerId, order_id) }))

export const cancelOrder = (customerId: string, order_id: string): Promise<Order> =>
  unwrap(orders().POST('/orders/{order_id}/cancel', { params: ofOrder(customerId, order_id) }))

const ofOrder = (customerId: string, order_id: string) => ({
  path: { order_id },
  header: forCustomer(customerId),
})
