/** Paying, whoever is behind it: Stripe's Payment Element, or a form in front of the local simulator. */
import type { Ref } from 'react'

export type Outcome =
  | { kind: 'submitted' } /* the bank has answered, or is still thinking: the order knows */
  | {
      kind: 'declined'
      message: string
    }

export interface PaymentFormHandle {
  /** Looks whether everything is filled in; if not, the form itself says what is missing. */
  check: () => Promise<boolean>
  /** "Card ending in 4242" */
  describe: () => string
  /** Asks the bank. A reader whom the bank wants to see leaves this page and comes back to `returnTo`. */
  pay: (clientSecret: string, returnTo: string) => Promise<Outcome>
}

export interface PaymentFormProps {
  ref: Ref<PaymentFormHandle>
  /** Minor units. */
  amount: number
  currency: string
}
