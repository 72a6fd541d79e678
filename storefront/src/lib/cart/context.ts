/**
 * The seam between the shelves and the cart. Catalogue pages put books in the cart without knowing that feature:
 * `features/cart` provides this, `src/app/Providers.tsx` brings the two together.
 */
import { createContext, useContext } from 'react'

export interface LineToAdd {
  isbn: string
  title: string
  /** The price the reader saw, in minor units: the cart tells if it has changed. */
  price: number
  quantity?: number
}

export interface CartActions {
  /** Copies in the cart, undefined until known. */
  copies: number | undefined
  /** True while the edition is on its way into the cart. */
  isAdding: (isbn: string) => boolean
  /** Adds to what is already there, and says so in a toast. */
  add: (...lines: LineToAdd[]) => void
  /** Something else than the reader has changed the cart: an order was paid. */
  refresh: () => void
}

export interface Wishlist {
  /** The books, the newest wish first; undefined until known. */
  bookIds: readonly string[] | undefined
  has: (bookId: string) => boolean
  /** A guest is led to sign in first. */
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
