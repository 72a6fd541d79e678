/** The requests that change a cart: each returns the whole cart with current prices. */
import { ApiError, unwrap, cart, type CartTypes } from '@/lib/api'
import { removeGuestCartId, loadGuestCartId, saveGuestCartId, type Cart, type CartIdentity } from '@/lib/cart'

export interface LineUpdate {
  isbn: string
  quantity: number
  /** The price that was shown, in minor units: notices report changes since then. */
  price_seen: number
  saved?: boolean
}

export async function putLine(
  { customerId }: CartIdentity,
  { isbn, saved = false, ...line }: LineUpdate,
): Promise<Cart> {
  const body = { ...line, saved }
  if (customerId) return unwrap(cart().PUT('/carts/me/lines/{isbn}', { params: { path: { isbn } }, body }))
  return changeGuestCart((cart_id) =>
    unwrap(cart().PUT('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } }, body })),
  )
}

export async function deleteLine({ customerId }: CartIdentity, isbn: string): Promise<Cart> {
  if (customerId) return unwrap(cart().DELETE('/carts/me/lines/{isbn}', { params: { path: { isbn } } }))
  return changeGuestCart((cart_id) =>
    unwrap(cart().DELETE('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } } })),
  )
}

/** Apply a change to the guest's cart; create a cart if there is none or it has expired. */
async function changeGuestCart(change: (cart_id: string) => Promise<Cart>): Promise<Cart> {
  const existingId = loadGuestCartId()
  if (!existingId) return change(await createGuestCart())
  try {
    return await change(existingId)
  } catch (error) {
    if (!isExpired(error)) throw error
    removeGuestCartId()
    return change(await createGuestCart())
  }
}

async function createGuestCart(): Promise<string> {
  const { id } = await unwrap(cart().POST('/carts'))
  saveGuestCartId(id)
  return id
}

const isExpired = (error: unknown): boolean => error instanceof ApiError && error.code === 'cart_unknown'

export type MergeResult = CartTypes['schemas']['MergeResponse']

/** Merge the guest's cart into the customer's. Idempotent; null when there was no guest cart. */
export async function mergeGuestCart(): Promise<MergeResult | null> {
  const cart_id = loadGuestCartId()
  if (!cart_id) return null
  try {
    const result = await unwrap(cart().POST('/carts/me/merge', { body: { cart_id } }))
    removeGuestCartId()
    return result
  } catch (error) {
    if (!isExpired(error)) throw error
    removeGuestCartId()
    return null
  }
}
