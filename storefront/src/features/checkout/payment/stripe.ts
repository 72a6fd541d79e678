/**
 * Stripe's two steps: the Payment Element becomes a confirmation token while the reader reviews the order, and the
 * token pays once the order exists. A token is good for one try.
 */
import type { ConfirmationToken, Stripe, StripeElements } from '@stripe/stripe-js'
import { isOver, sentenceFor } from './declines'
import type { Outcome } from './types'

export interface Mounted {
  stripe: Stripe
  elements: StripeElements
}

/** Nothing without a sentence: the element itself shows what is missing. */
export type Tokened = { token: ConfirmationToken } | { message?: string }

export async function tokenFor({ stripe, elements }: Mounted): Promise<Tokened> {
  if ((await elements.submit()).error) return {}
  const { confirmationToken, error } = await stripe.createConfirmationToken({ elements })
  return error ? { message: sentenceFor(error) } : { token: confirmationToken }
}

export function described({ payment_method_preview: { card } }: ConfirmationToken): string {
  return card ? `Card ending in ${card.last4}` : 'The way you have chosen'
}

/** Who must go to the bank's own page leaves here; a question in a frame is asked on this page. */
export async function payWith(
  stripe: Stripe,
  token: ConfirmationToken,
  clientSecret: string,
  returnTo: string,
): Promise<Outcome> {
  const { error } = await stripe.confirmPayment({
    clientSecret,
    confirmParams: { confirmation_token: token.id, return_url: returnTo },
    redirect: 'if_required',
  })
  if (!error || isOver(error)) return { kind: 'asked' }
  return { kind: 'declined', message: sentenceFor(error) }
}
