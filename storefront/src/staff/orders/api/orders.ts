/** The orders of all customers. */
import { infiniteQueryOptions } from '@tanstack/react-query'
import { orders, unwrap, type OrdersTypes } from '@/lib/api'
import type { paths } from '@/lib/api/types/orders'

type Schemas = OrdersTypes['schemas']
export type StaffOrder = Schemas['Order']
export type OrderStatus = StaffOrder['status']
export type Refund = Schemas['Refund']
type OrdersQuery = NonNullable<paths['/admin/orders']['get']['parameters']['query']>
export type OrderFilter = Omit<OrdersQuery, 'limit' | 'cursor'>

const PAGE_SIZE = 50
const LARGEST_PAGE = 100

export const ordersKey = (staffId: string) => ['staff', staffId, 'orders'] as const

export const ordersQuery = (staffId: string, filter: OrderFilter) =>
  infiniteQueryOptions({
    queryKey: [...ordersKey(staffId), 'list', filter],
    queryFn: ({ signal, pageParam }) => loadPage({ ...filter, limit: PAGE_SIZE, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })

const loadPage = (query: OrdersQuery, signal?: AbortSignal) =>
  unwrap(orders().GET('/admin/orders', { params: { query }, signal }))

/** Load every order that the filter selects, page by page. */
export async function loadAllOrders(
  filter: OrderFilter,
  onProgress: (count: number) => void,
): Promise<StaffOrder[]> {
  const all: StaffOrder[] = []
  let cursor: string | undefined
  do {
    const page = await loadPage({ ...filter, limit: LARGEST_PAGE, cursor })
    all.push(...page.items)
    onProgress(all.length)
    cursor = page.next ?? undefined
  } while (cursor)
  return all
}
