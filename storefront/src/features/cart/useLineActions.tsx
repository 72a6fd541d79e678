import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/api'
import { cartKey, type Cart, type CartLine, type CartIdentity } from '@/lib/cart'
import { useToasts } from '@/lib/toasts'
import { deleteLine, putLine, type LineUpdate } from './api/lines'
import { applyLine, removeLine } from './optimisticCart'

interface Change {
  request: () => Promise<Cart>
  /** The cart after the change, shown until the service has answered. */
  optimistic: (cart: Cart) => Cart
}

/**
 * Return the actions on a line. Each is applied optimistically and rolled back, with a toast, if the service
 * rejects it.
 */
export function useLineActions(identity: CartIdentity) {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const key = cartKey(identity)

  const { mutate } = useMutation({
    mutationKey: ['cart-lines'],
    scope: { id: 'cart' },
    mutationFn: ({ request }: Change) => request(),
    onSuccess: (updated) => {
      // While more changes are queued, the optimistic cart is newer than this response.
      if (queries.isMutating({ mutationKey: ['cart-lines'] }) <= 1) queries.setQueryData(key, updated)
    },
    onError: (error) => {
      toast(error instanceof ApiError ? error.message : 'We couldn’t update your cart. Please try again.')
      void queries.invalidateQueries({ queryKey: key })
    },
  })

  /** Update the cart now and not when the request is sent, which may wait for the previous one. */
  const applyChange = ({ request, optimistic }: Change) => {
    const previous = queries.getQueryData<Cart>(key)
    void queries.cancelQueries({ queryKey: key })
    if (previous) queries.setQueryData(key, optimistic(previous))
    mutate({ request, optimistic }, { onError: () => previous && queries.setQueryData(key, previous) })
  }
  const changeLine = (line: CartLine, changes: Partial<LineUpdate>) => {
    const { isbn, quantity, price_seen } = { ...line, ...changes }
    const saved = changes.saved ?? false
    applyChange({
      request: () => putLine(identity, { isbn, quantity, price_seen, saved }),
      optimistic: (cart) => applyLine(cart, { ...line, quantity, price_seen }, saved),
    })
  }
  const renderTitle = (line: CartLine) => <cite>{line.title}</cite>

  return {
    setQuantity: (line: CartLine, quantity: number) => changeLine(line, { quantity }),
    /** Accept the new price, which removes the notice. */
    acceptPrice: (line: CartLine) => changeLine(line, { price_seen: line.price }),
    saveForLater: (line: CartLine) => {
      changeLine(line, { saved: true })
      toast(<>{renderTitle(line)} saved for later.</>, {
        label: 'Undo',
        run: () => changeLine(line, { saved: false }),
      })
    },
    moveToCart: (line: CartLine) => changeLine(line, { saved: false, price_seen: line.price }),
    remove: (line: CartLine, saved = false) => {
      applyChange({
        request: () => deleteLine(identity, line.isbn),
        optimistic: (cart) => removeLine(cart, line.isbn),
      })
      toast(<>{renderTitle(line)} removed from your cart.</>, {
        label: 'Undo',
        run: () => changeLine(line, { saved }),
      })
    },
  }
}

export type LineActions = ReturnType<typeof useLineActions>
