import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/api'
import { cartKey, type Cart, type CartLine, type Owner } from '@/lib/cart'
import { useToasts } from '@/lib/toasts'
import { deleteLine, putLine, type LinePut } from './api/lines'
import { withLine, withoutLine } from './optimisticCart'

interface Change {
  ask: () => Promise<Cart>
  /** What the cart will look like if the service agrees: shown at once. */
  guess: (cart: Cart) => Cart
}

/** What one may do with a line. The page changes at once and goes back, with a word, if the service refuses. */
export function useLines(owner: Owner) {
  const queries = useQueryClient()
  const { say } = useToasts()
  const key = cartKey(owner)

  const { mutate } = useMutation({
    mutationKey: ['cart-lines'],
    scope: { id: 'cart' },
    mutationFn: ({ ask }: Change) => ask(),
    onSuccess: (now) => {
      // While more changes wait, their guesses are newer than this answer.
      if (queries.isMutating({ mutationKey: ['cart-lines'] }) <= 1) queries.setQueryData(key, now)
    },
    onError: (error) => {
      say(error instanceof ApiError ? error.message : 'Your cart could not be changed. Please try again.')
      void queries.invalidateQueries({ queryKey: key })
    },
  })

  /** The guess is made here and not when the request leaves, which may wait for the one before. */
  const change = ({ ask, guess }: Change) => {
    const before = queries.getQueryData<Cart>(key)
    void queries.cancelQueries({ queryKey: key })
    if (before) queries.setQueryData(key, guess(before))
    mutate({ ask, guess }, { onError: () => before && queries.setQueryData(key, before) })
  }
  const put = (line: CartLine, wish: Partial<LinePut>) => {
    const { isbn, quantity, price_seen } = { ...line, ...wish }
    const saved = wish.saved ?? false
    change({
      ask: () => putLine(owner, { isbn, quantity, price_seen, saved }),
      guess: (cart) => withLine(cart, { ...line, quantity, price_seen }, saved),
    })
  }
  const title = (line: CartLine) => <cite>{line.title}</cite>

  return {
    setQuantity: (line: CartLine, quantity: number) => put(line, { quantity }),
    /** The reader has seen the new price; the notice need not come again. */
    acceptPrice: (line: CartLine) => put(line, { price_seen: line.price }),
    saveForLater: (line: CartLine) => {
      put(line, { saved: true })
      say(<>{title(line)} is saved for later.</>, { label: 'Undo', run: () => put(line, { saved: false }) })
    },
    moveToCart: (line: CartLine) => put(line, { saved: false, price_seen: line.price }),
    remove: (line: CartLine, saved = false) => {
      change({ ask: () => deleteLine(owner, line.isbn), guess: (cart) => withoutLine(cart, line.isbn) })
      say(<>{title(line)} is out of your cart.</>, { label: 'Undo', run: () => put(line, { saved }) })
    },
  }
}
