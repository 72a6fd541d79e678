/** Where the shop sends books: what each way costs and how long it takes. The orders service's own table. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { answer, orders, type OrdersTypes } from '../api'
import { HOME } from '../customers'

export type Way = OrdersTypes['schemas']['Shipping']
export type Method = Way['method']

export const waysQuery = () =>
  queryOptions({
    queryKey: ['shipping'],
    queryFn: async ({ signal }) => (await answer(orders().GET('/shipping', { signal }))).items,
    staleTime: 60 * 60_000,
  })

/** The ways to a country, the slower one first; none while it is not known, and nothing waits for it. */
export function useWays(country: string = HOME): readonly Way[] {
  const { data = [] } = useQuery(waysQuery())
  return data.filter((way) => way.country === country)
}
