import { queryOptions } from '@tanstack/react-query'
import { answer, orders, type OrdersTypes } from '@/lib/api'

export type Profile = OrdersTypes['schemas']['ProfileView']
export type ProfileWanted = OrdersTypes['schemas']['ProfileWanted']

export const profileKey = (readerId: string) => ['profile', readerId] as const

export const profileQuery = (readerId: string) =>
  queryOptions({
    queryKey: profileKey(readerId),
    queryFn: ({ signal }) => answer(orders().GET('/customers/me', { signal })),
  })

export const saveProfile = (body: ProfileWanted): Promise<Profile> =>
  answer(orders().PUT('/customers/me', { body }))

/** Name and addresses are forgotten; the other services are told and forget cart, wishes and suggestions. */
export const forgetMe = (): Promise<unknown> => answer(orders().DELETE('/customers/me'))
