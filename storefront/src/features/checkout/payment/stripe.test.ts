import type {
  ConfirmationToken,
  ConfirmationTokenResult,
  PaymentIntentResult,
  StripeError,
  StripeErrorType,
} from '@stripe/stripe-js'
import { describeCard, confirmWithToken, createToken, type MountedElement } from './stripe'

const TOKEN = {
  id: 'ctoken_1',
  payment_method_preview: { type: 'card', card: { last4: '4242' } },
} as ConfirmationToken

const submit = vi.fn<() => Promise<{ error?: StripeError }>>()
const createConfirmationToken = vi.fn<(options: object) => Promise<ConfirmationTokenResult>>()
const confirmPayment = vi.fn<(options: object) => Promise<PaymentIntentResult>>()
const mounted = {
  elements: { submit },
  stripe: { createConfirmationToken, confirmPayment },
} as unknown as MountedElement

beforeEach(() => {
  submit.mockResolvedValue({})
  createConfirmationToken.mockResolvedValue({ confirmationToken: TOKEN })
  confirmPayment.mockResolvedValue({ paymentIntent: { status: 'succeeded' } } as PaymentIntentResult)
})

const pay = () =>
  confirmWithToken(mounted.stripe, TOKEN, 'pi_1_secret_x', 'http://shop.test/checkout/done/o1')
const rejectWith = (error: StripeError) => confirmPayment.mockResolvedValueOnce({ error })

it('validates the form first, then creates a token', async () => {
  expect(await createToken(mounted)).toEqual({ token: TOKEN })
  expect(createConfirmationToken).toHaveBeenCalledWith({ elements: mounted.elements })
  expect(submit.mock.invocationCallOrder[0]).toBeLessThan(
    createConfirmationToken.mock.invocationCallOrder[0] ?? 0,
  )
})

it('creates no token for an incomplete form', async () => {
  submit.mockResolvedValueOnce({
    error: { type: 'validation_error', message: 'Your card number is incomplete.' },
  })
  createConfirmationToken.mockClear()
  expect(await createToken(mounted)).toEqual({})
  expect(createConfirmationToken).not.toHaveBeenCalled()
})

it('returns a message when Stripe creates no token', async () => {
  createConfirmationToken.mockResolvedValueOnce({ error: { type: 'api_connection_error' } })
  expect(await createToken(mounted)).toEqual({
    message: expect.stringContaining('could not be sent') as string,
  })
})

it('describes a card by its last digits, and other methods without a number', () => {
  expect(describeCard(TOKEN)).toBe('Card ending in 4242')
  const link = { payment_method_preview: { type: 'link' } } as ConfirmationToken
  expect(describeCard(link)).toBe('Your chosen payment method')
})

it('confirms the payment by the token, with the order as the return URL', async () => {
  expect(await pay()).toEqual({ kind: 'submitted' })
  expect(confirmPayment).toHaveBeenCalledWith({
    clientSecret: 'pi_1_secret_x',
    confirmParams: { confirmation_token: 'ctoken_1', return_url: 'http://shop.test/checkout/done/o1' },
    redirect: 'if_required',
  })
})

it('does not treat a payment that is finished already as a decline', async () => {
  rejectWith({ type: 'invalid_request_error', code: 'payment_intent_unexpected_state' })
  expect(await pay()).toEqual({ kind: 'submitted' })
})

it.each([
  ['insufficient_funds', 'There is not enough money on this card.'],
  ['expired_card', 'This card has expired.'],
  ['fraudulent', 'The bank declined this card.'],
])('maps the decline code %s to: %s', async (decline_code, sentence) => {
  rejectWith({ type: 'card_error', code: 'card_declined', decline_code })
  expect(await pay()).toEqual({ kind: 'declined', message: expect.stringContaining(sentence) as string })
})

it('maps a failed authentication to its own message', async () => {
  rejectWith({ type: 'invalid_request_error', code: 'payment_intent_authentication_failure' })
  expect(await pay()).toMatchObject({ message: expect.stringContaining('could not confirm') as string })
})

const NOT_SENT = 'The payment could not be sent.'
const CASES: Record<StripeErrorType, string> = {
  card_error: 'The bank declined this card.',
  validation_error: 'In Stripe’s own words.',
  api_connection_error: NOT_SENT,
  api_error: NOT_SENT,
  authentication_error: NOT_SENT,
  idempotency_error: NOT_SENT,
  invalid_request_error: NOT_SENT,
  rate_limit_error: NOT_SENT,
}

it.each(Object.entries(CASES))('blames the card only for errors of the card: %s', async (kind, sentence) => {
  rejectWith({ type: kind as StripeErrorType, message: 'In Stripe’s own words.' })
  expect(await pay()).toMatchObject({ message: expect.stringContaining(sentence) as string })
})
