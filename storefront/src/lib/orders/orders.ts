/** A reader's orders: read by the checkout's last page, the orders' pages and the trace. */
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answer, orders, type OrdersTypes } from '../api'

export type Order = OrdersTypes['schemas']['OrderView']
export type OrderLine = OrdersTypes['schemas']['KeptLineView']
export type Payment = OrdersTypes['schemas']['PaymentView']

const PAGE = 10
const SOON = 2_000
const LATER = 15_000

/** A page that shows an order looks again while something can still happen to it, sooner while somebody waits. */
const lookAgain = (order: Order | undefined): number | false => {
  if (!order) return false
  if (order.status === 'delivered') return false
  if (order.status === 'cancelled') return moneyOnItsWay(order) ? LATER : false
  const young = Date.now() - Date.parse(order.changed_at) < 120_000
  return young ? SOON : LATER
}

const moneyOnItsWay = (order: Order): boolean => order.refunds.some(({ status }) => status === 'requested')

export const orderKey = (readerId: string, order_id: string) => ['orders', readerId, order_id] as const

export const orderQuery = (readerId: string, order_id: string) =>
  queryOptions({
    queryKey: orderKey(readerId, order_id),
    queryFn: ({ signal }) =>
      answer(orders().GET('/orders/{order_id}', { params: { path: { order_id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state }) => lookAgain(state.data),
  })

export const ordersQuery = (readerId: string) =>
  infiniteQueryOptions({
    queryKey: ['orders', readerId, 'list'],
    queryFn: ({ signal, pageParam }) => {
      const query = { limit: PAGE, cursor: pageParam }
      return answer(orders().GET('/orders', { params: { query }, signal }))
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.items.some((order) => lookAgain(order) === SOON)) ? SOON : LATER,
  })

/** Asks Stripe how the payment stands now, instead of waiting for its message to arrive. */
export const settle = (order_id: string): Promise<Payment> =>
  answer(orders().POST('/orders/{order_id}/payment', { params: { path: { order_id } } }))

export const cancelOrder = (order_id: string): Promise<Order> =>
  answer(orders().POST('/orders/{order_id}/cancel', { params: { path: { order_id } } }))
