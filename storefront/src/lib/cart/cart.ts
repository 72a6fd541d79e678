/** The reader's own cart, or the guest's that this browser knows the id of. Shelves, cart and checkout read it. */
import { queryOptions } from '@tanstack/react-query'
import { unwrap, cart, isNotFound, type CartTypes } from '../api'
import { isPrinted } from '../books'
import { loadLocal, saveLocal } from '../storage'

export type Cart = CartTypes['schemas']['CartResponse']
export type CartLine = Omit<CartTypes['schemas']['LineResponse'], 'notices'> & { notices: readonly Notice[] }
export type Notice = NonNullable<CartTypes['schemas']['LineResponse']['notices']>[number]

/** No id: a guest. */
export type CartIdentity = { customerId: string | undefined }

/** The most copies of one edition in one order: the service refuses more. */
export const MAX_COPIES = 10

const GUEST_CART = 'guest-cart'

export const loadGuestCartId = (): string | undefined => loadLocal<string | undefined>(GUEST_CART, undefined)

export const saveGuestCartId = (id: string): void => saveLocal(GUEST_CART, id)

export const removeGuestCartId = (): void => {
  try {
    localStorage.removeItem(GUEST_CART)
  } catch {
    // A browser that keeps nothing has no guest's cart either.
  }
}

export const cartKey = ({ customerId }: CartIdentity) => ['cart', customerId ?? 'guest'] as const

/** Null while a guest has put nothing in: a cart is made with its first line. */
export const cartQuery = (identity: CartIdentity) =>
  queryOptions({
    queryKey: cartKey(identity),
    queryFn: ({ signal }) => (identity.customerId ? fetchCustomerCart(signal) : fetchGuestCart(signal)),
    staleTime: 0,
  })

const fetchCustomerCart = (signal: AbortSignal): Promise<Cart | null> =>
  unwrap(cart().GET('/carts/me', { signal }))

async function fetchGuestCart(signal: AbortSignal): Promise<Cart | null> {
  const cart_id = loadGuestCartId()
  if (!cart_id) return null
  try {
    return await unwrap(cart().GET('/carts/{cart_id}', { params: { path: { cart_id } }, signal }))
  } catch (error) {
    if (!isNotFound(error)) throw error
    removeGuestCartId() // it lasts thirty days
    return null
  }
}

/** Files need no parcel, and so no post. */
export const hasPrintedBooks = (lines: readonly CartLine[]): boolean =>
  lines.some(({ format }) => isPrinted(format))

/** Lines that an order may hold now: the others stay in the cart until they are back. */
export const orderableLines = (lines: readonly CartLine[]): CartLine[] =>
  lines.filter(({ notices }) => !notices.includes('out_of_stock') && !notices.includes('unavailable'))
