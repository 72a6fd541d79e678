/** Changes of a cart: each answers with the whole cart, priced anew. */
import { ApiError, answer, cart, type CartTypes } from '@/lib/api'
import { forgetGuestCart, guestCartId, keepGuestCart, type Cart, type Owner } from '@/lib/cart'

export interface LinePut {
  isbn: string
  quantity: number
  /** Notices tell of changes since this price. */
  price_seen: number
  saved?: boolean
}

export async function putLine({ readerId }: Owner, { isbn, saved = false, ...line }: LinePut): Promise<Cart> {
  const body = { ...line, saved }
  if (readerId) return answer(cart().PUT('/carts/me/lines/{isbn}', { params: { path: { isbn } }, body }))
  return asGuest((cart_id) =>
    answer(cart().PUT('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } }, body })),
  )
}

export async function deleteLine({ readerId }: Owner, isbn: string): Promise<Cart> {
  if (readerId) return answer(cart().DELETE('/carts/me/lines/{isbn}', { params: { path: { isbn } } }))
  return asGuest((cart_id) =>
    answer(cart().DELETE('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } } })),
  )
}

/** A guest's cart is made with its first line, and made anew when the old one has expired. */
async function asGuest(change: (cart_id: string) => Promise<Cart>): Promise<Cart> {
  const known = guestCartId()
  if (!known) return change(await newGuestCart())
  try {
    return await change(known)
  } catch (error) {
    if (!isExpired(error)) throw error
    forgetGuestCart()
    return change(await newGuestCart())
  }
}

async function newGuestCart(): Promise<string> {
  const { id } = await answer(cart().POST('/carts'))
  keepGuestCart(id)
  return id
}

const isExpired = (error: unknown): boolean => error instanceof ApiError && error.code === 'cart_unknown'

export type Merged = CartTypes['schemas']['Merged']

/** The guest's cart becomes the reader's; asking twice adds nothing twice. Null when there was nothing to take over. */
export async function mergeGuestCart(): Promise<Merged | null> {
  const cart_id = guestCartId()
  if (!cart_id) return null
  try {
    const merged = await answer(cart().POST('/carts/me/merge', { body: { cart_id } }))
    forgetGuestCart()
    return merged
  } catch (error) {
    if (!isExpired(error)) throw error
    forgetGuestCart()
    return null
  }
}
