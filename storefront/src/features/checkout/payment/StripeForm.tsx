import type { ConfirmationToken } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { Note } from '@/components/Note'
import { SkeletonLine } from '@/components/states/Skeleton'
import { startPaymentSession } from '@/lib/cards'
import { loadSettings } from '@/lib/settings'
import { useTheme } from '@/lib/theme'
import { appearance } from './appearance'
import { describeCard, confirmWithToken, createToken, type MountedElement } from './stripe'
import type { PaymentFormProps } from './types'

/**
 * Stripe's Payment Element: card numbers go to Stripe alone. The order does not exist yet (deferred intent),
 * so no stock is reserved before the customer confirms.
 */
export default function StripeForm({ ref, customerId, amount, currency }: PaymentFormProps) {
  const container = useRef<HTMLDivElement>(null)
  const token = useRef<ConfirmationToken>(undefined)
  const [problem, setProblem] = useState<string>()
  const { paymentElement, ready, failed } = usePaymentElement(container, customerId, amount, currency)

  async function check(): Promise<boolean> {
    if (!paymentElement.current) return false
    const result = await createToken(paymentElement.current)
    token.current = 'token' in result ? result.token : undefined
    setProblem('message' in result ? result.message : undefined)
    return token.current !== undefined
  }
  useImperativeHandle(ref, () => ({
    check,
    describe: () => (token.current ? describeCard(token.current) : ''),
    pay: async (secret, returnTo) =>
      paymentElement.current && token.current
        ? confirmWithToken(paymentElement.current.stripe, token.current, secret, returnTo)
        : { kind: 'declined', message: 'The card form is not ready yet.' },
  }))
  if (failed)
    return (
      <Note tone="bad" live>
        We couldn’t load the card form. Please check your connection or ad blocker, then reload the page.
      </Note>
    )
  return (
    <div className="element" aria-busy={!ready}>
      {!ready && <SkeletonLine width="100%" height="11rem" />}
      <div ref={container} hidden={!ready} />
      {problem && (
        <div className="mt-3">
          <Note tone="bad" live>
            {problem}
          </Note>
        </div>
      )}
    </div>
  )
}

function usePaymentElement(
  container: React.RefObject<HTMLDivElement | null>,
  customerId: string,
  amount: number,
  currency: string,
) {
  const paymentElement = useRef<MountedElement>(undefined)
  const sum = useRef({ amount, currency })
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState(false)
  const theme = useTheme()

  useEffect(() => {
    let isUnmounted = false
    async function mount() {
      const { stripe: keys } = await loadSettings()
      // The session shows the customer's saved cards, and asks for the consent to save another.
      const [stripe, customerSessionClientSecret] = await Promise.all([
        loadStripe(keys.publishable_key),
        startPaymentSession(customerId),
      ])
      if (isUnmounted || !stripe || !container.current) return
      const { amount, currency } = sum.current
      const options = { mode: 'payment', amount, currency: currency.toLowerCase() } as const
      const elements = stripe.elements({ ...options, customerSessionClientSecret, appearance: appearance() })
      // Apple Pay and Google Pay are offered where the browser and Stripe's settings have them.
      const wallets = { applePay: 'auto', googlePay: 'auto' } as const
      const element = elements.create('payment', { layout: 'tabs', wallets })
      element.on('ready', () => setReady(true))
      element.on('loaderror', () => setFailed(true))
      element.mount(container.current)
      paymentElement.current = { stripe, elements }
    }
    mount().catch(() => setFailed(true))
    return () => {
      isUnmounted = true
      paymentElement.current?.elements.getElement('payment')?.destroy()
      paymentElement.current = undefined
    }
  }, [container, customerId])

  useEffect(() => {
    sum.current = { amount, currency }
    paymentElement.current?.elements.update({ amount, currency: currency.toLowerCase() })
  }, [amount, currency])

  useEffect(() => void paymentElement.current?.elements.update({ appearance: appearance() }), [theme])
  return { paymentElement, ready, failed }
}
