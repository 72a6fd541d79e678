import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { cartKey, loadGuestCartId } from '@/lib/cart'
import { useToasts } from '@/lib/toasts'
import { notifyTabs } from '@/lib/tabs'
import { capitalize, formatCount } from '@/lib/text'
import { mergeGuestCart } from './api/lines'

/**
 * Merge the guest's cart after signing in. True once that is done or not needed: only then is the customer's
 * cart up to date. If it fails, the guest's cart is kept for the next visit.
 */
export function useMergeGuestCart(customerId: string | undefined): boolean {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const guestCartId = loadGuestCartId()
  const startedFor = useRef<string>(undefined)
  const needsMerge = customerId !== undefined && guestCartId !== undefined

  const { mutate, isError } = useMutation({
    mutationFn: mergeGuestCart,
    onSuccess: (result) => {
      queries.removeQueries({ queryKey: cartKey({ customerId: undefined }) })
      if (!result) return
      notifyTabs('cart')
      queries.setQueryData(cartKey({ customerId }), result.cart)
      if (result.added > 0) toast(mergedMessage(result.added))
    },
  })

  useEffect(() => {
    const key = `${customerId} ${guestCartId}`
    if (!customerId || !needsMerge || startedFor.current === key) return
    startedFor.current = key
    mutate(customerId)
  }, [needsMerge, customerId, guestCartId, mutate])

  return !needsMerge || isError
}

const mergedMessage = (added: number): string =>
  `${capitalize(formatCount(added, 'book'))} from this device ${added === 1 ? 'was' : 'were'} added to your cart.`
