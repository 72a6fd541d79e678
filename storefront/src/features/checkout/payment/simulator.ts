/** The simulator's confirm request, as Stripe's own script would send it: the publishable key and the client secret. */
import { settings } from '@/lib/settings'
import { expiry, type CardText } from './card'
import type { Refusal } from './declines'

export interface Confirmed {
  status: string
  next_action?: { redirect_to_url?: { url: string } } | null
}

export class Declined extends Error {
  constructor(readonly refusal: Refusal & { param?: string }) {
    super(refusal.code)
  }
}

export async function confirm(secret: string, card: CardText, returnTo: string): Promise<Confirmed> {
  const { stripe } = await settings()
  const [intent] = secret.split('_secret_')
  const response = await fetch(`${stripe.api}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    body: form(stripe.publishable_key, secret, card, returnTo),
  })
  const answer = (await response.json()) as Confirmed & { error?: Refusal }
  if (answer.error) throw new Declined(answer.error)
  return answer
}

function form(key: string, secret: string, card: CardText, returnTo: string): URLSearchParams {
  const { month = '', year = '' } = expiry(card.expires) ?? {}
  return new URLSearchParams({
    key,
    client_secret: secret,
    return_url: returnTo,
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': card.number.replace(/\D/g, ''),
    'payment_method_data[card][exp_month]': month,
    'payment_method_data[card][exp_year]': year,
    'payment_method_data[card][cvc]': card.cvc.trim(),
  })
}
