/** One order of any customer, and what staff do with it. */
import { queryOptions } from '@tanstack/react-query'
import { orders, unwrap, type OrdersTypes } from '@/lib/api'
import { ordersKey, type StaffOrder } from './orders'

type Schemas = OrdersTypes['schemas']
export type Refundable = Schemas['Refundable']
export type RefundRequest = Schemas['RefundRequest']
export type ShipmentRequest = Schemas['ShipmentRequest']
export type SentEmail = Schemas['SentEmailResponse']
export type Note = Schemas['Note']

export const orderKey = (staffId: string, order_id: string) => [...ordersKey(staffId), order_id] as const

const pathOf = (order_id: string) => ({ params: { path: { order_id } } })

export const orderQuery = (staffId: string, order_id: string) =>
  queryOptions({
    queryKey: [...orderKey(staffId, order_id), 'order'],
    queryFn: () => unwrap(orders().GET('/admin/orders/{order_id}', pathOf(order_id))),
    staleTime: 0,
  })

export const refundableQuery = (staffId: string, order_id: string) =>
  queryOptions({
    queryKey: [...orderKey(staffId, order_id), 'refundable'],
    queryFn: () => unwrap(orders().GET('/admin/orders/{order_id}/refundable', pathOf(order_id))),
    staleTime: 0,
  })

export const notesQuery = (staffId: string, order_id: string) =>
  queryOptions({
    queryKey: [...orderKey(staffId, order_id), 'notes'],
    queryFn: () => {
      const params = { path: { order_id }, query: { limit: 100 } }
      return unwrap(orders().GET('/admin/orders/{order_id}/notes', { params }))
    },
  })

export const emailsQuery = (staffId: string, order_id: string) =>
  queryOptions({
    queryKey: [...orderKey(staffId, order_id), 'emails'],
    queryFn: () => unwrap(orders().GET('/admin/orders/{order_id}/emails', pathOf(order_id))),
  })

export const shipOrder = (order_id: string, body: ShipmentRequest): Promise<StaffOrder> =>
  unwrap(orders().POST('/orders/{order_id}/ship', { ...pathOf(order_id), body }))

export const deliverOrder = (order_id: string): Promise<StaffOrder> =>
  unwrap(orders().POST('/orders/{order_id}/deliver', pathOf(order_id)))

export const cancelOrder = (order_id: string): Promise<StaffOrder> =>
  unwrap(orders().POST('/admin/orders/{order_id}/cancel', pathOf(order_id)))

/** Refund under a key of the dialog: a repeat after an error without an answer refunds once. */
export const refundOrder = (order_id: string, key: string, body: RefundRequest) =>
  unwrap(
    orders().POST('/orders/{order_id}/refunds', {
      params: { path: { order_id }, header: { 'Idempotency-Key': key } },
      body,
    }),
  )

export const addNote = (order_id: string, text: string): Promise<Note> =>
  unwrap(orders().POST('/admin/orders/{order_id}/notes', { ...pathOf(order_id), body: { text } }))

export const sendEmail = (order_id: string, name: string): Promise<SentEmail> =>
  unwrap(orders().POST('/admin/orders/{order_id}/emails/{name}', { params: { path: { order_id, name } } }))

/** The order that was paid next before this one: a parcel after the other, the list from top to bottom. */
export const nextToPackQuery = (staffId: string, order: StaffOrder) =>
  queryOptions({
    queryKey: [...ordersKey(staffId), 'next', order.order_id],
    queryFn: async () => {
      const query = { status: 'paid', until: order.placed_at, limit: 2 } as const
      const { items } = await unwrap(orders().GET('/admin/orders', { params: { query } }))
      return items.find(({ order_id }) => order_id !== order.order_id)?.order_id ?? null
    },
  })

/** The orders with this number, or whose number ends like it. */
export async function findByNumber(number: string): Promise<StaffOrder[]> {
  const params = { query: { q: number, limit: 2 } }
  const { items } = await unwrap(orders().GET('/admin/orders', { params }))
  return items.filter(({ order_id }) => order_id.endsWith(number))
}
