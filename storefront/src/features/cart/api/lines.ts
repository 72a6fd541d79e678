/** The requests that change a cart: each returns the whole cart with current prices. */
import { ApiError, forCustomer, unwrap, cart, type CartTypes } from '@/lib/api'
import { removeGuestCartId, loadGuestCartId, saveGuestCartId, type Cart, type CartIdentity } from '@/lib/cart'

export interface LineUpdate {
  isbn: string
  quantity: number
  /** The price that was shown, in minor units: notices report changes since then. */
  price_seen: number
  saved: boolean
  /** The version of the line that the page shows; the service refuses a line that has changed since. */
  version: string
}

/** The version of a line that is not in the cart. */
export const NO_LINE = 'none'

export interface Addition {
  isbn: string
  quantity: number
  price_seen: number
  /** The idempotency key: a repeat of the request adds nothing. */
  key: string
}

/** Add copies to those in the cart, whatever another tab has added meanwhile. */
export async function addCopies(
  { customerId }: CartIdentity,
  { isbn, key, ...body }: Addition,
): Promise<Cart> {
  const header = { 'Idempotency-Key': key }
  if (customerId) {
    const params = { path: { isbn }, header: { ...header, ...forCustomer(customerId) } }
    return unwrap(cart().POST('/carts/me/lines/{isbn}', { params, body }))
  }
  return changeGuestCart((cart_id) =>
    unwrap(
      cart().POST('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn }, header }, body }),
    ),
  )
}

export async function putLine({ customerId }: CartIdentity, { isbn, ...body }: LineUpdate): Promise<Cart> {
  if (customerId) {
    const params = { path: { isbn }, header: forCustomer(customerId) }
    return unwrap(cart().PUT('/carts/me/lines/{isbn}', { params, body }))
  }
  return changeGuestCart((cart_id) =>
    unwrap(cart().PUT('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } }, body })),
  )
}

export async function deleteLine({ customerId }: CartIdentity, isbn: string): Promise<Cart> {
  if (customerId) {
    const params = { path: { isbn }, header: forCustomer(customerId) }
    return unwrap(cart().DELETE('/carts/me/lines/{isbn}', { params }))
  }
  return changeGuestCart((cart_id) =>
    unwrap(cart().DELETE('/carts/{cart_id}/lines/{isbn}', { params: { path: { cart_id, isbn } } })),
  )
}

/** Apply a change to the guest's cart; create a cart if there is none or it has expired. */
async function changeGuestCart(change: (cart_id: string) => Promise<Cart>): Promise<Cart> {
  const id = await findGuestCart()
  try {
    return await change(id)
  } catch (error) {
    if (!isExpired(error)) throw error
    if (loadGuestCartId() === id) removeGuestCartId()
    return change(await findGuestCart())
  }
}

/** Return the id of the guest's cart; create one if there is none, but never two in two tabs. */
const findGuestCart = async (): Promise<string> =>
  loadGuestCartId() ?? (await inOneTab(async () => loadGuestCartId() ?? (await createGuestCart())))

async function createGuestCart(): Promise<string> {
  const { id } = await unwrap(cart().POST('/carts'))
  saveGuestCartId(id)
  return id
}

/** Run the action while no other tab runs it, in browsers that can. */
const inOneTab = <T>(action: () => Promise<T>): Promise<T> => {
  const locks = navigator.locks as LockManager | null | undefined // none where the page is not secure
  return locks ? locks.request('guest-cart', action) : action()
}

const isExpired = (error: unknown): boolean => error instanceof ApiError && error.code === 'cart_unknown'

export type MergeResult = CartTypes['schemas']['MergeResponse']

/** Merge the guest's cart into the customer's. Idempotent; null when there was no guest cart. */
export async function mergeGuestCart(customerId: string): Promise<MergeResult | null> {
  const cart_id = loadGuestCartId()
  if (!cart_id) return null
  try {
    const params = { header: forCustomer(customerId) }
    const result = await unwrap(cart().POST('/carts/me/merge', { params, body: { cart_id } }))
    removeGuestCartId()
    return result
  } catch (error) {
    if (!isExpired(error)) throw error
    removeGuestCartId()
    return null
  }
}
