import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { cartKey, guestCartId } from '@/lib/cart'
import { useToasts } from '@/lib/toasts'
import { capital, counted } from '@/lib/text'
import { mergeGuestCart } from './api/lines'

/**
 * Whoever signs in keeps what they put in the cart before. True once that is done, or nothing was to do: only then is
 * the reader's own cart worth asking for. If it fails the guest's cart is kept, for the next visit.
 */
export function useMerge(readerId: string | undefined): boolean {
  const queries = useQueryClient()
  const { say } = useToasts()
  const guest = guestCartId()
  const begun = useRef<string>(undefined)
  const wanted = readerId !== undefined && guest !== undefined

  const { mutate, isError } = useMutation({
    mutationFn: mergeGuestCart,
    onSuccess: (merged) => {
      queries.removeQueries({ queryKey: cartKey({ readerId: undefined }) })
      if (!merged) return
      queries.setQueryData(cartKey({ readerId }), merged.cart)
      if (merged.added > 0) say(broughtAlong(merged.added))
    },
  })

  useEffect(() => {
    const both = `${readerId} ${guest}`
    if (!wanted || begun.current === both) return
    begun.current = both
    mutate()
  }, [wanted, readerId, guest, mutate])

  return !wanted || isError
}

const broughtAlong = (added: number): string =>
  `${capital(counted(added, 'book'))} from this device ${added === 1 ? 'was' : 'were'} added to your cart.`
