/** Where the reader's parcels go: chosen in the checkout, kept in the account. */
import { queryOptions } from '@tanstack/react-query'
import { answer, orders, type OrdersTypes } from '../api'
import { slug } from '../text'

export type Address = OrdersTypes['schemas']['Address']
export type SavedAddress = OrdersTypes['schemas']['SavedAddress']

export const MOST_ADDRESSES = 20

export const addressesKey = (readerId: string) => ['addresses', readerId] as const

export const addressesQuery = (readerId: string) =>
  queryOptions({
    queryKey: addressesKey(readerId),
    queryFn: async ({ signal }) => (await answer(orders().GET('/customers/me/addresses', { signal }))).items,
  })

export const saveAddress = (address_id: string, body: Address): Promise<SavedAddress> =>
  answer(orders().PUT('/customers/me/addresses/{address_id}', { params: { path: { address_id } }, body }))

export const deleteAddress = (address_id: string): Promise<unknown> =>
  answer(orders().DELETE('/customers/me/addresses/{address_id}', { params: { path: { address_id } } }))

/** A readable name that no other address has: its street, and a number if need be. */
export function addressId({ line1 }: Address, others: readonly SavedAddress[]): string {
  const name = slug(line1).slice(0, 32).replace(/-$/, '') || 'address'
  const taken = new Set(others.map((other) => other.address_id))
  let id = name
  for (let n = 2; taken.has(id); n++) id = `${name}-${n}`
  return id
}

/** "221B Baker Street, London NW1 6XE", and the country when it is another one. */
export const inOneLine = ({ line1, city, postcode, country }: Address): string =>
  `${line1}, ${city} ${postcode}${country === 'GB' ? '' : `, ${country}`}`

export const sameAddress = (a: Address, b: Address): boolean =>
  (['name', 'line1', 'line2', 'city', 'region', 'postcode', 'country'] as const).every(
    (part) => (a[part] ?? '') === (b[part] ?? ''),
  )
