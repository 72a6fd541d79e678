/** The reader's own cart, or the guest's that this browser knows the id of. Shelves, cart and checkout read it. */
import { queryOptions } from '@tanstack/react-query'
import { answer, cart, isNotFound, type CartTypes } from '../api'
import { isPrinted } from '../books'
import { kept, keep } from '../storage'

export type Cart = CartTypes['schemas']['CartShown']
export type CartLine = Omit<CartTypes['schemas']['LineShown'], 'notices'> & { notices: readonly Notice[] }
export type Notice = NonNullable<CartTypes['schemas']['LineShown']['notices']>[number]

/** No id: a guest. */
export type Owner = { readerId: string | undefined }

const GUEST_CART = 'guest-cart'

export const guestCartId = (): string | undefined => kept<string | undefined>(GUEST_CART, undefined)

export const keepGuestCart = (id: string): void => keep(GUEST_CART, id)

export const forgetGuestCart = (): void => {
  try {
    localStorage.removeItem(GUEST_CART)
  } catch {
    // A browser that keeps nothing has no guest's cart either.
  }
}

export const cartKey = ({ readerId }: Owner) => ['cart', readerId ?? 'guest'] as const

/** Null while a guest has put nothing in: a cart is made with its first line. */
export const cartQuery = (owner: Owner) =>
  queryOptions({
    queryKey: cartKey(owner),
    queryFn: ({ signal }) => (owner.readerId ? ownCart(signal) : guestCart(signal)),
    staleTime: 0,
  })

const ownCart = (signal: AbortSignal): Promise<Cart | null> => answer(cart().GET('/carts/me', { signal }))

async function guestCart(signal: AbortSignal): Promise<Cart | null> {
  const cart_id = guestCartId()
  if (!cart_id) return null
  try {
    return await answer(cart().GET('/carts/{cart_id}', { params: { path: { cart_id } }, signal }))
  } catch (error) {
    if (!isNotFound(error)) throw error
    forgetGuestCart() // it lasts thirty days
    return null
  }
}

/** Files need no parcel, and so no post. */
export const hasPrinted = (lines: readonly CartLine[]): boolean =>
  lines.some(({ format }) => isPrinted(format))

/** Lines that an order may hold now: the others stay in the cart until they are back. */
export const orderable = (lines: readonly CartLine[]): CartLine[] =>
  lines.filter(({ notices }) => !notices.includes('out_of_stock') && !notices.includes('unavailable'))
