/** The customer's cart, or the guest's cart whose id is stored in this browser. */
import { queryOptions } from '@tanstack/react-query'
import { unwrap, cart, isNotFound, type CartTypes } from '../api'
import { isPrinted } from '../books'
import { GUEST_CART, loadLocal, removeLocal, saveLocal } from '../storage'

export type Cart = CartTypes['schemas']['CartResponse']
export type CartLine = Omit<CartTypes['schemas']['LineResponse'], 'notices'> & { notices: readonly Notice[] }
export type Notice = NonNullable<CartTypes['schemas']['LineResponse']['notices']>[number]

/** Whose cart it is; without an id the guest's. */
export type CartIdentity = { customerId: string | undefined }

/** The most copies of one edition in one order: the service refuses more. */
export const MAX_COPIES = 10

export const loadGuestCartId = (): string | undefined => loadLocal<string | undefined>(GUEST_CART, undefined)

export const saveGuestCartId = (id: string): void => saveLocal(GUEST_CART, id)

export const removeGuestCartId = (): void => removeLocal(GUEST_CART)

export const cartKey = ({ customerId }: CartIdentity) => ['cart', customerId ?? 'guest'] as const

/** The cart; null for a guest who has not added anything, because a cart is created with its first line. */
export const cartQuery = (identity: CartIdentity) =>
  queryOptions({
    queryKey: cartKey(identity),
    queryFn: ({ signal }) => (identity.customerId ? fetchCustomerCart(signal) : fetchGuestCart(signal)),
    staleTime: 0,
    refetchOnWindowFocus: true,
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
    removeGuestCartId() // it expires after thirty days
    return null
  }
}

/** Whether any line is a printed book, which needs shipping. */
export const hasPrintedBooks = (lines: readonly CartLine[]): boolean =>
  lines.some(({ format }) => isPrinted(format))

/** Whether any line is an e-book or audiobook, which the customer gets at once. */
export const hasDigitalBooks = (lines: readonly CartLine[]): boolean =>
  lines.some(({ format }) => !isPrinted(format))

/** Filter the lines that can be ordered now; the others stay in the cart. */
export const orderableLines = (lines: readonly CartLine[]): CartLine[] =>
  lines.filter(({ notices }) => !notices.includes('out_of_stock') && !notices.includes('unavailable'))
