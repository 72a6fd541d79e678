/** The interface of both payment forms: Stripe's Payment Element and the form of the local simulator. */
import type { Ref } from 'react'

export type Outcome =
  | { kind: 'submitted' } /* accepted or still processing: the order has the state */
  | {
      kind: 'declined'
      message: string
    }

export interface PaymentFormHandle {
  /** Validate the form; it shows its own errors. */
  check: () => Promise<boolean>
  /** Describe the card, such as "Card ending in 4242". */
  describe: () => string
  /** Confirm the payment. A customer who has to authenticate leaves this page and returns to `returnTo`. */
  pay: (clientSecret: string, returnTo: string) => Promise<Outcome>
}

export interface PaymentFormProps {
  ref: Ref<PaymentFormHandle>
  /** Whose saved cards the form shows. */
  customerId: string
  /** Minor units. */
  amount: number
  currency: string
}
