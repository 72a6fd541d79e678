/** The customer's addresses: chosen in the checkout, managed in the account. */
import { queryOptions } from '@tanstack/react-query'
import { unwrap, orders, type OrdersTypes } from '../api'
import { slugify } from '../text'

export type Address = OrdersTypes['schemas']['Address']
export type SavedAddress = OrdersTypes['schemas']['SavedAddress']

export const MAX_ADDRESSES = 20

export const addressesKey = (customerId: string) => ['addresses', customerId] as const

export const addressesQuery = (customerId: string) =>
  queryOptions({
    queryKey: addressesKey(customerId),
    queryFn: async ({ signal }) => (await unwrap(orders().GET('/customers/me/addresses', { signal }))).items,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

export const saveAddress = (address_id: string, body: Address): Promise<SavedAddress> =>
  unwrap(orders().PUT('/customers/me/addresses/{address_id}', { params: { path: { address_id } }, body }))

export const deleteAddress = (address_id: string): Promise<unknown> =>
  unwrap(orders().DELETE('/customers/me/addresses/{address_id}', { params: { path: { address_id } } }))

/** Create a readable and unique id from the street, with a number if needed. */
export function newAddressId({ line1 }: Address, others: readonly SavedAddress[]): string {
  const ascii = slugify(line1).replace(/[^a-z0-9]+/g, '-')
  const name = ascii.slice(0, 32).replace(/^-|-$/g, '') || 'address'
  const usedIds = new Set(others.map((other) => other.address_id))
  let id = name
  for (let n = 2; usedIds.has(id); n++) id = `${name}-${n}`
  return id
}

export const isSameAddress = (a: Address, b: Address): boolean =>
  (['name', 'line1', 'line2', 'city', 'region', 'postcode', 'country'] as const).every(
    (field) => (a[field] ?? '') === (b[field] ?? ''),
  )
