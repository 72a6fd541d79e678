/** The shipping options of every country with prices and times, from the orders service. */
import { queryOptions, useQuery } from '@tanstack/react-query'
import { unwrap, orders, type OrdersTypes } from '../api'
import { HOME_COUNTRY } from '../customers'

export type ShippingOption = OrdersTypes['schemas']['ShippingOption']
export type ShippingMethod = ShippingOption['method']

export const shippingOptionsQuery = () =>
  queryOptions({
    queryKey: ['shipping'],
    queryFn: async ({ signal }) => (await unwrap(orders().GET('/shipping', { signal }))).items,
    staleTime: 60 * 60_000,
  })

/** Load the shipping options of a country, the slower one first; empty while they load. */
export function useShippingOptions(country: string = HOME_COUNTRY): readonly ShippingOption[] {
  const { data = [] } = useQuery(shippingOptionsQuery())
  return data.filter((option) => option.country === country)
}
