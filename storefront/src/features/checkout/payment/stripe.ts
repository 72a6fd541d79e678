/**
 * Stripe's two steps: a confirmation token is created before the review of the order, and it pays once the
 * order exists. A token can be used once.
 */
import type { ConfirmationToken, Stripe, StripeElements } from '@stripe/stripe-js'
import { isPaymentOver, declineMessage } from './declines'
import type { Outcome } from './types'

export interface MountedElement {
  stripe: Stripe
  elements: StripeElements
}

/** Without a message the element itself shows what is missing. */
export type TokenResult = { token: ConfirmationToken } | { message?: string }

export async function createToken({ stripe, elements }: MountedElement): Promise<TokenResult> {
  if ((await elements.submit()).error) return {}
  const { confirmationToken, error } = await stripe.createConfirmationToken({ elements })
  return error ? { message: declineMessage(error) } : { token: confirmationToken }
}

const WALLETS: Record<string, string> = { apple_pay: 'Apple Pay', google_pay: 'Google Pay', link: 'Link' }

export function describeCard({ payment_method_preview: { card } }: ConfirmationToken): string {
  if (!card) return 'Your chosen payment method'
  const wallet = WALLETS[card.wallet?.type ?? '']
  return wallet ? `${wallet}, card ending in ${card.last4}` : `Card ending in ${card.last4}`
}

/**
 * Confirm the payment. Stripe redirects to the bank's page only where an embedded challenge is not enough.
 */
export async function confirmWithToken(
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
  if (!error || isPaymentOver(error)) return { kind: 'submitted' }
  return { kind: 'declined', message: declineMessage(error) }
}
