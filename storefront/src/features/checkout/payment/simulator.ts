/**
 * The simulator's confirm request, with the publishable key and the client secret, as Stripe's script sends
 * it.
 */
import { loadSettings } from '@/lib/settings'
import { parseExpiry, ungroupDigits, type CardValues } from './card'
import type { PaymentError } from './declines'

export interface ConfirmResponse {
  status: string
  next_action?: { redirect_to_url?: { url: string } } | null
}

export class CardDeclined extends Error {
  constructor(readonly reason: PaymentError & { param?: string }) {
    super(reason.code)
  }
}

/** A saved card by its id, or a new one, which is saved only with the customer's consent. */
export type PaymentMethod = { cardId: string } | { card: CardValues; shouldSave: boolean }

export async function confirmPayment(
  secret: string,
  method: PaymentMethod,
  returnTo: string,
): Promise<ConfirmResponse> {
  const { stripe } = await loadSettings()
  const [intent] = secret.split('_secret_')
  const response = await fetch(`${stripe.api}/v1/payment_intents/${intent}/confirm`, {
    method: 'POST',
    body: encodeRequest(stripe.publishable_key, secret, method, returnTo),
  })
  const body = (await response.json()) as ConfirmResponse & { error?: PaymentError }
  if (body.error) throw new CardDeclined(body.error)
  return body
}

function encodeRequest(
  key: string,
  secret: string,
  method: PaymentMethod,
  returnTo: string,
): URLSearchParams {
  const fields = 'cardId' in method ? { payment_method: method.cardId } : newCardFields(method)
  return new URLSearchParams({ key, client_secret: secret, return_url: returnTo, ...fields })
}

/** What Stripe's payment form sends for a new card; with consent it may be saved, and shown again. */
function newCardFields({ card, shouldSave }: { card: CardValues; shouldSave: boolean }) {
  const { month = '', year = '' } = parseExpiry(card.expires) ?? {}
  const consent = { setup_future_usage: 'on_session', 'payment_method_data[allow_redisplay]': 'always' }
  return {
    'payment_method_data[type]': 'card',
    'payment_method_data[card][number]': ungroupDigits(card.number),
    'payment_method_data[card][exp_month]': month,
    'payment_method_data[card][exp_year]': year,
    'payment_method_data[card][cvc]': card.cvc.trim(),
    ...(shouldSave && consent),
  }
}
