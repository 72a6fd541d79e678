/** Where the reader's parcels go: chosen in the checkout, kept in the account. */
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
  })

export const saveAddress = (address_id: string, body: Address): Promise<SavedAddress> =>
  unwrap(orders().PUT('/customers/me/addresses/{address_id}', { params: { path: { address_id } }, body }))

export const deleteAddress = (address_id: string): Promise<unknown> =>
  unwrap(orders().DELETE('/customers/me/addresses/{address_id}', { params: { path: { address_id } } }))

/** A readable name that no other address has: its street, and a number if need be. */
export function newAddressId({ line1 }: Address, others: readonly SavedAddress[]): string {
  const name = slugify(line1).slice(0, 32).replace(/-$/, '') || 'address'
  const usedIds = new Set(others.map((other) => other.address_id))
  let id = name
  for (let n = 2; usedIds.has(id); n++) id = `${name}-${n}`
  return id
}

/** "221B Baker Street, London NW1 6XE", and the country when it is another one. */
export const formatAddress = ({ line1, city, postcode, country }: Address): string =>
  `${line1}, ${city} ${postcode}${country === 'GB' ? '' : `, ${country}`}`

export const isSameAddress = (a: Address, b: Address): boolean =>
  (['name', 'line1', 'line2', 'city', 'region', 'postcode', 'country'] as const).every(
    (field) => (a[field] ?? '') === (b[field] ?? ''),
  )
