import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from '@/lib/api'
import { cartKey, type Cart, type CartLine, type CartIdentity } from '@/lib/cart'
import { notifyTabs } from '@/lib/tabs'
import { useToasts } from '@/lib/toasts'
import { addCopies, deleteLine, putLine, NO_LINE, type LineUpdate } from './api/lines'
import { applyLine, removeLine, replaceVersions, versionOf } from './optimisticCart'

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
      // While more changes are queued, the optimistic cart is newer than this response but for its versions.
      const isLast = queries.isMutating({ mutationKey: ['cart-lines'] }) <= 1
      queries.setQueryData<Cart | null>(key, (cart) =>
        isLast || !cart ? updated : replaceVersions(cart, updated),
      )
      notifyTabs('cart')
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
    const findVersion = (cart: Cart | undefined) => versionOf(cart, isbn) ?? NO_LINE
    applyChange({
      request: () => {
        // Found when it is sent: a queued change starts from the line that the one before it has made.
        const version = findVersion(queries.getQueryData<Cart>(key))
        return putLine(identity, { isbn, quantity, price_seen, saved, version })
      },
      optimistic: (cart) => {
        const version = findVersion(cart)
        return applyLine(cart, { ...line, quantity, price_seen, version }, saved)
      },
    })
  }
  /** Put the copies back, to those that another tab may have added meanwhile. */
  const restore = (line: CartLine) => {
    const { isbn, quantity, price_seen } = line
    const addition = { isbn, quantity, price_seen, key: crypto.randomUUID() }
    applyChange({
      request: () => addCopies(identity, addition),
      optimistic: (cart) => applyLine(cart, line, false),
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
        run: () => (saved ? changeLine(line, { saved }) : restore(line)),
      })
    },
  }
}

export type LineActions = ReturnType<typeof useLineActions>
