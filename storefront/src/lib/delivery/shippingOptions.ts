/** Where the shop sends books: what each way costs and how long it takes. The orders service's own table. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { unwrap, orders, type OrdersTypes } from '../api'
import { HOME_COUNTRY } from '../customers'

export type ShippingOption = OrdersTypes['schemas']['Shipping']
export type ShippingMethod = ShippingOption['method']

export const shippingOptionsQuery = () =>
  queryOptions({
    queryKey: ['shipping'],
    queryFn: async ({ signal }) => (await unwrap(orders().GET('/shipping', { signal }))).items,
    staleTime: 60 * 60_000,
  })

/** The ways to a country, the slower one first; none while it is not known, and nothing waits for it. */
export function useShippingOptions(country: string = HOME_COUNTRY): readonly ShippingOption[] {
  const { data = [] } = useQuery(shippingOptionsQuery())
  return data.filter((option) => option.country === country)
}
