import type {
  ConfirmationToken,
  ConfirmationTokenResult,
  PaymentIntentResult,
  StripeError,
  StripeErrorType,
} from '@stripe/stripe-js'
import { described, payWith, tokenFor, type Mounted } from './stripe'

const TOKEN = {
  id: 'ctoken_1',
  payment_method_preview: { type: 'card', card: { last4: '4242' } },
} as ConfirmationToken

const submit = vi.fn<() => Promise<{ error?: StripeError }>>()
const createConfirmationToken = vi.fn<(asked: object) => Promise<ConfirmationTokenResult>>()
const confirmPayment = vi.fn<(asked: object) => Promise<PaymentIntentResult>>()
const mounted = {
  elements: { submit },
  stripe: { createConfirmationToken, confirmPayment },
} as unknown as Mounted

beforeEach(() => {
  submit.mockResolvedValue({})
  createConfirmationToken.mockResolvedValue({ confirmationToken: TOKEN })
  confirmPayment.mockResolvedValue({ paymentIntent: { status: 'succeeded' } } as PaymentIntentResult)
})

const asks = () => payWith(mounted.stripe, TOKEN, 'pi_1_secret_x', 'http://shop.test/checkout/done/o1')
const refuses = (error: StripeError) => confirmPayment.mockResolvedValueOnce({ error })

it('what was typed is looked at first, and becomes a token', async () => {
  expect(await tokenFor(mounted)).toEqual({ token: TOKEN })
  expect(createConfirmationToken).toHaveBeenCalledWith({ elements: mounted.elements })
  expect(submit.mock.invocationCallOrder[0]).toBeLessThan(
    createConfirmationToken.mock.invocationCallOrder[0] ?? 0,
  )
})

it('an incomplete form makes no token; the element itself says what is missing', async () => {
  submit.mockResolvedValueOnce({
    error: { type: 'validation_error', message: 'Your card number is incomplete.' },
  })
  createConfirmationToken.mockClear()
  expect(await tokenFor(mounted)).toEqual({})
  expect(createConfirmationToken).not.toHaveBeenCalled()
})

it('a token that Stripe does not give is said', async () => {
  createConfirmationToken.mockResolvedValueOnce({ error: { type: 'api_connection_error' } })
  expect(await tokenFor(mounted)).toEqual({ message: expect.stringContaining('could not be sent') as string })
})

it('the card is called by its last digits, and what has none is named by no number', () => {
  expect(described(TOKEN)).toBe('Card ending in 4242')
  const link = { payment_method_preview: { type: 'link' } } as ConfirmationToken
  expect(described(link)).toBe('The way you have chosen')
})

it('the token pays the order, and the bank’s own page leads back to it', async () => {
  expect(await asks()).toEqual({ kind: 'asked' })
  expect(confirmPayment).toHaveBeenCalledWith({
    clientSecret: 'pi_1_secret_x',
    confirmParams: { confirmation_token: 'ctoken_1', return_url: 'http://shop.test/checkout/done/o1' },
    redirect: 'if_required',
  })
})

it('a payment that is over already, in another tab for example, is no decline: the order knows', async () => {
  refuses({ type: 'invalid_request_error', code: 'payment_intent_unexpected_state' })
  expect(await asks()).toEqual({ kind: 'asked' })
})

it.each([
  ['insufficient_funds', 'There is not enough money on this card.'],
  ['expired_card', 'This card has expired.'],
  ['fraudulent', 'The bank declined this card.'],
])('a card declined as %s is told: %s', async (decline_code, sentence) => {
  refuses({ type: 'card_error', code: 'card_declined', decline_code })
  expect(await asks()).toEqual({ kind: 'declined', message: expect.stringContaining(sentence) as string })
})

it('a bank that could not see who it was is told as that, though Stripe calls it an invalid request', async () => {
  refuses({ type: 'invalid_request_error', code: 'payment_intent_authentication_failure' })
  expect(await asks()).toMatchObject({ message: expect.stringContaining('could not confirm') as string })
})

const UNSENT = 'The payment could not be sent.'
const KINDS: Record<StripeErrorType, string> = {
  card_error: 'The bank declined this card.',
  validation_error: 'In Stripe’s own words.',
  api_connection_error: UNSENT,
  api_error: UNSENT,
  authentication_error: UNSENT,
  idempotency_error: UNSENT,
  invalid_request_error: UNSENT,
  rate_limit_error: UNSENT,
}

it.each(Object.entries(KINDS))(
  'nobody blames the card for an error of another kind: %s',
  async (kind, sentence) => {
    refuses({ type: kind as StripeErrorType, message: 'In Stripe’s own words.' })
    expect(await asks()).toMatchObject({ message: expect.stringContaining(sentence) as string })
  },
)
