import { act, render, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { createRef } from 'react'
import { errorResponse, server } from '@/testing/server'
import StripeForm from './StripeForm'
import type { PaymentFormHandle } from './types'

const element = {
  on: vi.fn((event: string, run: () => void) => event === 'ready' && run()),
  mount: vi.fn(),
  destroy: vi.fn(),
}
const elements = {
  create: vi.fn(() => element),
  getElement: () => element,
  submit: vi.fn(async () => ({})),
  update: vi.fn(),
}
const stripe = {
  elements: vi.fn(() => elements),
  createConfirmationToken: vi.fn<() => Promise<object>>(),
  confirmPayment: vi.fn<(options: object) => Promise<object>>(),
}
const SESSION = '*/api/orders/customers/me/payment-session'
const loadStripe = vi.hoisted(() => vi.fn())
vi.mock('@stripe/stripe-js/pure', () => ({ loadStripe }))

beforeEach(() => {
  vi.clearAllMocks()
  loadStripe.mockResolvedValue(stripe)
  server.use(http.post(SESSION, () => HttpResponse.json({ client_secret: 'cuss_secret_1' })))
  stripe.confirmPayment.mockResolvedValue({})
  stripe.createConfirmationToken.mockResolvedValue({
    confirmationToken: { id: 'ctoken_1', payment_method_preview: { card: { last4: '4242' } } },
  })
})

async function renderForm() {
  const handle = createRef<PaymentFormHandle>()
  const page = render(<StripeForm ref={handle} customerId="reader-1" amount={1198} currency="GBP" />)
  await waitFor(() => expect(element.mount).toHaveBeenCalled())
  if (!handle.current) throw new Error('no till')
  return { ...page, handle: handle.current }
}

it('mounts the Payment Element for the total, before there is an order', async () => {
  const { rerender, unmount } = await renderForm()
  expect(loadStripe).toHaveBeenCalledWith('pk_test')
  expect(stripe.elements).toHaveBeenCalledWith(
    expect.objectContaining({ mode: 'payment', amount: 1198, currency: 'gbp' }),
  )
  const wallets = { applePay: 'auto', googlePay: 'auto' }
  expect(elements.create).toHaveBeenCalledWith('payment', { layout: 'tabs', wallets })
  rerender(<StripeForm ref={null} customerId="reader-1" amount={1498} currency="GBP" />)
  expect(elements.update).toHaveBeenCalledWith({ amount: 1498, currency: 'gbp' })
  unmount()
  expect(element.destroy).toHaveBeenCalled()
})

it('shows and saves the customer’s cards by a session of Stripe', async () => {
  await renderForm()
  expect(stripe.elements).toHaveBeenCalledWith(
    expect.objectContaining({ customerSessionClientSecret: 'cuss_secret_1' }),
  )
})

it('takes a card although there is no session for saved ones', async () => {
  server.use(http.post(SESSION, () => errorResponse(503, 'unavailable')))
  const { handle } = await renderForm()
  expect(stripe.elements).toHaveBeenCalledWith(
    expect.objectContaining({ customerSessionClientSecret: undefined }),
  )
  expect(await act(handle.check)).toBe(true)
})

it.each([
  ['apple_pay', 'Apple Pay, card ending in 4242'],
  ['google_pay', 'Google Pay, card ending in 4242'],
  ['unknown', 'Card ending in 4242'],
])('describes a card of the wallet %s', async (type, description) => {
  const card = { last4: '4242', wallet: { type } }
  stripe.createConfirmationToken.mockResolvedValue({
    confirmationToken: { id: 'ctoken_1', payment_method_preview: { card } },
  })
  const { handle } = await renderForm()
  await act(handle.check)
  expect(handle.describe()).toBe(description)
})

it('describes the card by its last digits, then pays with its token', async () => {
  const { handle } = await renderForm()
  expect(await act(handle.check)).toBe(true)
  expect(handle.describe()).toBe('Card ending in 4242')
  expect(await handle.pay('pi_1_secret_x', 'http://shop.test/done')).toEqual({ kind: 'submitted' })
  expect(stripe.confirmPayment).toHaveBeenCalledWith(
    expect.objectContaining({
      confirmParams: { confirmation_token: 'ctoken_1', return_url: 'http://shop.test/done' },
    }),
  )
})

it('shows an error of the token in the form until it succeeds', async () => {
  const { handle } = await renderForm()
  stripe.createConfirmationToken.mockResolvedValueOnce({
    error: { type: 'card_error', code: 'expired_card' },
  })
  expect(await act(handle.check)).toBe(false)
  expect(screen.getByRole('alert')).toHaveTextContent('This card has expired.')
  expect(await handle.pay('pi_1_secret_x', 'http://shop.test/done')).toMatchObject({ kind: 'declined' })
  expect(await act(handle.check)).toBe(true)
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

it('shows a message while Stripe cannot be reached', async () => {
  loadStripe.mockRejectedValue(new Error('blocked'))
  render(<StripeForm ref={null} customerId="reader-1" amount={1198} currency="GBP" />)
  expect(await screen.findByRole('alert')).toHaveTextContent('We couldn’t load the card form')
})
