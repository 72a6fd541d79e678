import { useMutation } from '@tanstack/react-query'
import { useState, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import { refusedBooks } from '@/lib/cart'
import { listed } from '@/lib/text'
import { placeOrder } from './api/placeOrder'
import type { Till } from './payment/types'
import { addressOf } from './steps'
import type { Checkout } from './useCheckout'

export const doneAddress = (orderId: string): string => `/checkout/done/${orderId}`

/** Places the order and asks the bank. A refusal leads to where it can be answered, with a sentence. */
export function usePaying(checkout: Checkout, till: RefObject<Till | null>) {
  const navigate = useNavigate()
  const [declined, setDeclined] = useState<string>()
  const { cart, draft, change, wanted, coupon } = checkout

  const paying = useMutation({
    mutationFn: async (): Promise<'over' | 'declined'> => {
      if (!cart || !draft.address) throw new Error('Nothing to order')
      setDeclined(undefined)
      const { order, client_secret } = await placeOrder({
        wanted: { ...wanted, address: draft.address, coupon },
        cartKey: cart.idempotency_key,
        mine: draft.orderId,
      })
      change({ orderId: order.order_id })
      const done = doneAddress(order.order_id)
      const over = async () => (await navigate(done, { replace: true }), 'over' as const)
      if (order.status !== 'pending_payment' || !client_secret) return over()
      const outcome = await till.current?.pay(client_secret, location.origin + done)
      if (outcome?.kind !== 'declined') return over()
      setDeclined(outcome.message)
      await navigate(addressOf('payment'), { replace: true })
      return 'declined'
    },
    onError: (error) => {
      const notice = lost(error)
      if (notice) void navigate('/cart', { state: { notice } })
    },
  })
  return {
    ...paying,
    underWay: paying.isPending || paying.data === 'over',
    declined,
    forgetDecline: () => setDeclined(undefined),
  }
}

/** Books that were sold or withdrawn meanwhile: only the cart can be changed to suit. */
export function lost(error: unknown): string | undefined {
  const { short, gone } = refusedBooks(error)
  if (gone) return `We no longer sell ${listed(gone.map((book) => book.title ?? book.isbn))}.`
  if (!short) return undefined
  const left = short.map(({ title, left }) => `${title}: ${left ? `only ${left} left` : 'sold out'}`)
  return `Somebody was faster. ${left.join('; ')}.`
}
