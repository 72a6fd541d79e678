import { queryOptions } from '@tanstack/react-query'
import { unwrap, orders, type OrdersTypes } from '@/lib/api'

export type Profile = OrdersTypes['schemas']['ProfileResponse']
export type ProfileRequest = OrdersTypes['schemas']['ProfileRequest']

export const profileKey = (customerId: string) => ['profile', customerId] as const

export const profileQuery = (customerId: string) =>
  queryOptions({
    queryKey: profileKey(customerId),
    queryFn: ({ signal }) => unwrap(orders().GET('/customers/me', { signal })),
  })

export const saveProfile = (body: ProfileRequest): Promise<Profile> =>
  unwrap(orders().PUT('/customers/me', { body }))

/**
 * Delete the profile and addresses; an event lets the other services delete cart, wishlist and
 * recommendations.
 */
export const deleteCustomerData = (): Promise<unknown> => unwrap(orders().DELETE('/customers/me'))
