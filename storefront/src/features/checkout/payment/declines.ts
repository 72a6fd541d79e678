/** The messages for declined payments, the same as those of the orders service (`intent.py`). */
const MESSAGES: Record<string, string> = {
  insufficient_funds: 'There is not enough money on this card. Please try another one.',
  expired_card: 'This card has expired. Please try another one.',
  invalid_expiry_month: 'This card has expired. Please try another one.',
  invalid_expiry_year: 'This card has expired. Please try another one.',
  incorrect_cvc: 'The security code is not right. Please check it and try again.',
  invalid_cvc: 'The security code is not right. Please check it and try again.',
  incorrect_number: 'The card number is not right. Please check it and try again.',
  invalid_number: 'The card number is not right. Please check it and try again.',
  processing_error: 'The bank could not be reached. Nothing was charged; please try again in a moment.',
  payment_intent_authentication_failure: 'The bank could not confirm that it was you. Please try again.',
  authentication_required: 'The bank wants to know that it is you. Please try again and confirm it there.',
  try_again_later: 'The bank could not decide just now. Please try again in a moment.',
}

const GENERIC_DECLINE = 'The bank declined this card. Please try another one, or ask your bank.'
const NOT_SENT = 'The payment could not be sent. Please try again: nothing is ever charged twice.'

export interface PaymentError {
  type?: string
  message?: string
  code?: string
  decline_code?: string
}

/** Choose the message for an error of Stripe. It never says why a bank distrusts a card. */
export function declineMessage({
  type = 'card_error',
  message,
  code = '',
  decline_code = '',
}: PaymentError): string {
  const mappedMessage = MESSAGES[decline_code] ?? MESSAGES[code]
  if (mappedMessage) return mappedMessage
  if (type === 'validation_error' && message) return message // Stripe's own message about the input
  return type === 'card_error' ? GENERIC_DECLINE : NOT_SENT
}

/** Whether the payment is finished already, for example in another tab: the order has its state. */
export const isPaymentOver = ({ code }: PaymentError): boolean => code === 'payment_intent_unexpected_state'
