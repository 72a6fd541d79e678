/** The reader's own cart, or the guest's that this browser knows the id of. */
import { queryOptions } from '@tanstack/react-query'
import { answer, cart, isNotFound, type CartTypes } from '@/lib/api'
import { kept, keep } from '@/lib/kept'

export type Cart = CartTypes['schemas']['CartShown']

/** `me` for a reader who signed in. */
type Owner = { readerId: string | undefined }

const GUEST_CART = 'guest-cart'

export const guestCartId = (): string | undefined => kept<string | undefined>(GUEST_CART, undefined)

export const cartKey = ({ readerId }: Owner) => ['cart', readerId ?? 'guest'] as const

/** Null while a guest has put nothing in: a cart is made with its first line. */
export const cartQuery = (owner: Owner) =>
  queryOptions({
    queryKey: cartKey(owner),
    queryFn: ({ signal }) => (owner.readerId ? ownCart(signal) : guestCart(signal)),
    staleTime: 0,
  })

const ownCart = (signal: AbortSignal): Promise<Cart> => answer(cart().GET('/carts/me', { signal }))

async function guestCart(signal: AbortSignal): Promise<Cart | null> {
  const cart_id = guestCartId()
  if (!cart_id) return null
  try {
    return await answer(cart().GET('/carts/{cart_id}', { params: { path: { cart_id } }, signal }))
  } catch (error) {
    if (!isNotFound(error)) throw error
    keep(GUEST_CART, undefined) // a guest's cart lasts thirty days
    return null
  }
}

export interface LinePut {
  isbn: string
  quantity: number
  price_seen: number
  saved?: boolean
}

export async function putLine({ readerId }: Owner, { isbn, saved = false, ...line }: LinePut): Promise<Cart> {
  const body = { ...line, saved }
  if (readerId) return answer(cart().PUT('/carts/me/lines/{isbn}', { params: { path: { isbn } }, body }))
  const cart_id = guestCartId() ?? (await newGuestCart())
  return answer(cart().PUT('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } }, body }))
}

async function newGuestCart(): Promise<string> {
  const { id } = await answer(cart().POST('/carts'))
  keep(GUEST_CART, id)
  return id
}
