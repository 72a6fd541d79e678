/**
 * The contexts by which other features use the cart and the wishlist without importing them: `features/cart`
 * provides them, and `src/app/layout/Layout.tsx` mounts the providers.
 */
import { createContext, useContext } from 'react'

export interface LineToAdd {
  isbn: string
  title: string
  /** The price that was shown, in minor units: the cart reports changes since then. */
  price: number
  quantity?: number
}

export interface CartActions {
  /** The number of copies in the cart; undefined while it loads. */
  copies: number | undefined
  /** Whether the edition is being added. */
  isAdding: (isbn: string) => boolean
  /** Add copies to the cart and confirm it by a toast. */
  add: (...lines: LineToAdd[]) => void
  /** Refetch the cart after a change that the customer did not make here. */
  refresh: () => void
}

export interface Wishlist {
  /** The ids of the books, the latest first; undefined while they load. */
  bookIds: readonly string[] | undefined
  has: (bookId: string) => boolean
  /** Add or remove a book; a guest is sent to sign in first. */
  toggle: (book: { book_id: string; title: string }) => void
}

export const CartContext = createContext<CartActions | undefined>(undefined)
export const WishlistContext = createContext<Wishlist | undefined>(undefined)

export function useCartActions(): CartActions {
  const actions = useContext(CartContext)
  if (!actions) throw new Error('useBasket needs the BasketProvider of features/cart')
  return actions
}

export function useWishlist(): Wishlist {
  const wishlist = useContext(WishlistContext)
  if (!wishlist) throw new Error('useWishlist needs the WishlistProvider of features/cart')
  return wishlist
}
