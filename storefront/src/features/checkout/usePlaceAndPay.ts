import { useMutation } from '@tanstack/react-query'
import { useState, type RefObject } from 'react'
import { useNavigate } from 'react-router'
import { hasDigitalBooks, parseRejection } from '@/lib/cart'
import { formatList } from '@/lib/text'
import { placeOrder } from './api/placeOrder'
import type { PaymentFormHandle } from './payment/types'
import { stepPath } from './steps'
import type { Checkout } from './useCheckout'

export const confirmationPath = (orderId: string): string => `/checkout/done/${orderId}`

/**
 * Place the order and confirm its payment. An error navigates to the step that resolves it, with a message.
 */
export function usePlaceAndPay(checkout: Checkout, paymentForm: RefObject<PaymentFormHandle | null>) {
  const navigate = useNavigate()
  const [declined, setDeclined] = useState<string>()
  const { customer, cart, lines, draft, change, request, coupon } = checkout

  const mutation = useMutation({
    mutationFn: async (): Promise<'over' | 'declined'> => {
      if (!cart || !draft.address) throw new Error('Nothing to order')
      setDeclined(undefined)
      const { order, client_secret } = await placeOrder({
        customerId: customer.id,
        request: {
          ...request,
          address: draft.address,
          coupon,
          digital_consent: hasDigitalBooks(lines) && draft.digitalConsent === true,
        },
        cartKey: cart.idempotency_key,
        replaceableOrderId: draft.orderId,
      })
      change({ orderId: order.order_id })
      const returnPath = confirmationPath(order.order_id)
      const finish = async () => (await navigate(returnPath, { replace: true }), 'over' as const)
      if (order.status !== 'pending_payment' || !client_secret) return finish()
      const outcome = await paymentForm.current?.pay(client_secret, location.origin + returnPath)
      if (outcome?.kind !== 'declined') return finish()
      setDeclined(outcome.message)
      await navigate(stepPath('payment'), { replace: true })
      return 'declined'
    },
    onError: (error) => {
      const notice = unavailableNotice(error)
      if (notice) void navigate('/cart', { state: { notice } })
    },
  })
  return {
    ...mutation,
    isInProgress: mutation.isPending || mutation.data === 'over',
    declined,
    clearDecline: () => setDeclined(undefined),
  }
}

/** The message for books that are sold out or withdrawn: only the cart can be changed. */
export function unavailableNotice(error: unknown): string | undefined {
  const { outOfStock, unavailable, awaited } = parseRejection(error)
  if (awaited)
    return `Not available as a download yet: ${formatList(awaited.map((book) => book.title ?? book.isbn))}.`
  if (unavailable)
    return `We no longer sell ${formatList(unavailable.map((book) => book.title ?? book.isbn))}.`
  if (!outOfStock) return undefined
  const left = outOfStock.map(({ title, left }) => `${title}: ${stockLeft(left)}`)
  return `Sorry, we don’t have enough stock. ${left.join('; ')}.`
}

/** The shop tells how many copies are left when they are few; `null` is some, but not as many as were wanted. */
function stockLeft(left: number | null): string {
  if (left === null) return 'fewer left than you wanted'
  return left ? `only ${left} left` : 'sold out'
}
