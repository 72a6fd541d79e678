import type { Stripe, StripeElements } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { Note } from '@/components/Note'
import { Line } from '@/components/states/Skeleton'
import { settings } from '@/lib/settings'
import { useTheme } from '@/lib/theme'
import { appearance } from './appearance'
import { isOver, sentenceFor } from './declines'
import type { Outcome, TillProps } from './till'

interface Mounted {
  stripe: Stripe
  elements: StripeElements
}

/**
 * Stripe's Payment Element: card numbers go to Stripe and never touch the shop. The order does not exist yet while one
 * types (deferred intent), so nothing is reserved before the reader has decided.
 */
export default function StripeForm({ ref, amount, currency }: TillProps) {
  const place = useRef<HTMLDivElement>(null)
  const { mounted, ready, failed } = useElement(place, amount, currency)

  useImperativeHandle(ref, () => ({
    check: async () => !(await mounted.current?.elements.submit())?.error && mounted.current !== undefined,
    describe: () => 'The card you have entered',
    pay: (secret, returnTo) => pay(mounted.current, secret, returnTo),
  }))
  if (failed)
    return (
      <Note tone="bad" live>
        The card form could not be loaded. Please check your connection, or a blocker, and load the page
        again.
      </Note>
    )
  return (
    <div className="element" aria-busy={!ready}>
      {!ready && <Line width="100%" height="11rem" />}
      <div ref={place} hidden={!ready} />
    </div>
  )
}

async function pay(mounted: Mounted | undefined, clientSecret: string, returnTo: string): Promise<Outcome> {
  if (!mounted) return { kind: 'declined', message: 'The card form is not ready yet.' }
  const { stripe, elements } = mounted
  const confirmParams = { return_url: returnTo }
  // Who must go to the bank's own page leaves here; a question in a frame is asked on this page.
  const { error } = await stripe.confirmPayment({
    elements,
    clientSecret,
    confirmParams,
    redirect: 'if_required',
  })
  if (!error || isOver(error)) return { kind: 'asked' }
  return {
    kind: 'declined',
    message: error.type === 'validation_error' ? (error.message ?? '') : sentenceFor(error),
  }
}

function useElement(place: React.RefObject<HTMLDivElement | null>, amount: number, currency: string) {
  const mounted = useRef<Mounted>(undefined)
  const sum = useRef({ amount, currency })
  const [ready, setReady] = useState(false)
  const [failed, setFailed] = useState(false)
  const theme = useTheme()

  useEffect(() => {
    let gone = false
    async function mount() {
      const { stripe: keys } = await settings()
      const stripe = await loadStripe(keys.publishable_key)
      if (gone || !stripe || !place.current) return
      const { amount, currency } = sum.current
      const options = { mode: 'payment', amount, currency: currency.toLowerCase() } as const
      const elements = stripe.elements({ ...options, appearance: appearance() })
      const element = elements.create('payment', { layout: 'tabs' })
      element.on('ready', () => setReady(true))
      element.on('loaderror', () => setFailed(true))
      element.mount(place.current)
      mounted.current = { stripe, elements }
    }
    mount().catch(() => setFailed(true))
    return () => {
      gone = true
      mounted.current?.elements.getElement('payment')?.destroy()
      mounted.current = undefined
    }
  }, [place])

  useEffect(() => {
    sum.current = { amount, currency }
    mounted.current?.elements.update({ amount })
  }, [amount, currency])

  useEffect(() => void mounted.current?.elements.update({ appearance: appearance() }), [theme])
  return { mounted, ready, failed }
}
