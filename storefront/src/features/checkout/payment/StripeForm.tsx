import type { ConfirmationToken } from '@stripe/stripe-js'
import { loadStripe } from '@stripe/stripe-js/pure'
import { useEffect, useImperativeHandle, useRef, useState } from 'react'
import { Note } from '@/components/Note'
import { Line } from '@/components/states/Skeleton'
import { settings } from '@/lib/settings'
import { useTheme } from '@/lib/theme'
import { appearance } from './appearance'
import { described, payWith, tokenFor, type Mounted } from './stripe'
import type { TillProps } from './types'

/**
 * Stripe's Payment Element: card numbers go to Stripe and never touch the shop. The order does not exist yet while one
 * types (deferred intent), so nothing is reserved before the reader has decided.
 */
export default function StripeForm({ ref, amount, currency }: TillProps) {
  const place = useRef<HTMLDivElement>(null)
  const token = useRef<ConfirmationToken>(undefined)
  const [problem, setProblem] = useState<string>()
  const { mounted, ready, failed } = useElement(place, amount, currency)

  async function check(): Promise<boolean> {
    if (!mounted.current) return false
    const made = await tokenFor(mounted.current)
    token.current = 'token' in made ? made.token : undefined
    setProblem('message' in made ? made.message : undefined)
    return token.current !== undefined
  }
  useImperativeHandle(ref, () => ({
    check,
    describe: () => (token.current ? described(token.current) : ''),
    pay: async (secret, returnTo) =>
      mounted.current && token.current
        ? payWith(mounted.current.stripe, token.current, secret, returnTo)
        : { kind: 'declined', message: 'The card form is not ready yet.' },
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
    mounted.current?.elements.update({ amount, currency: currency.toLowerCase() })
  }, [amount, currency])

  useEffect(() => void mounted.current?.elements.update({ appearance: appearance() }), [theme])
  return { mounted, ready, failed }
}
