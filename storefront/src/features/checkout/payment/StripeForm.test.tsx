import { render, screen, waitFor } from '@testing-library/react'
import { createRef } from 'react'
import StripeForm from './StripeForm'
import type { Till } from './till'

const element = {
  on: vi.fn((event: string, run: () => void) => event === 'ready' && run()),
  mount: vi.fn(),
  destroy: vi.fn(),
}
const elements = {
  create: vi.fn(() => element),
  getElement: () => element,
  submit: vi.fn(async () => ({ error: undefined as { message: string } | undefined })),
  update: vi.fn(),
}
const stripe = {
  elements: vi.fn(() => elements),
  confirmPayment: vi.fn<(order: object) => Promise<{ error: object | undefined }>>(async () => ({
    error: undefined,
  })),
}
const loadStripe = vi.hoisted(() => vi.fn())
vi.mock('@stripe/stripe-js/pure', () => ({ loadStripe }))

beforeEach(() => {
  vi.clearAllMocks()
  loadStripe.mockResolvedValue(stripe)
})

async function shown() {
  const till = createRef<Till>()
  const page = render(<StripeForm ref={till} amount={1198} currency="GBP" />)
  await waitFor(() => expect(element.mount).toHaveBeenCalled())
  if (!till.current) throw new Error('no till')
  return { ...page, till: till.current }
}

it('shows the Payment Element for the sum, before there is an order', async () => {
  const { rerender } = await shown()
  expect(loadStripe).toHaveBeenCalledWith('pk_test')
  expect(stripe.elements).toHaveBeenCalledWith(
    expect.objectContaining({ mode: 'payment', amount: 1198, currency: 'gbp' }),
  )
  rerender(<StripeForm ref={null} amount={1498} currency="GBP" />)
  expect(elements.update).toHaveBeenCalledWith({ amount: 1498 })
})

it('asks the bank with the order’s secret, and leaves the page only if it must', async () => {
  const { till } = await shown()
  expect(await till.check()).toBe(true)
  expect(await till.pay('pi_1_secret_x', 'http://shop.test/done')).toEqual({ kind: 'asked' })
  expect(stripe.confirmPayment).toHaveBeenCalledWith({
    elements,
    clientSecret: 'pi_1_secret_x',
    confirmParams: { return_url: 'http://shop.test/done' },
    redirect: 'if_required',
  })
})

it('says a decline in the shop’s words, and nothing while the form is incomplete', async () => {
  const { till } = await shown()
  elements.submit.mockResolvedValueOnce({ error: { message: 'incomplete' } })
  expect(await till.check()).toBe(false)
  stripe.confirmPayment.mockResolvedValueOnce({ error: { type: 'card_error', decline_code: 'fraudulent' } })
  expect(await till.pay('pi_1_secret_x', 'http://shop.test/done')).toEqual({
    kind: 'declined',
    message: 'The bank declined this card. Please try another one, or ask your bank.',
  })
})

it('says so when Stripe cannot be reached', async () => {
  loadStripe.mockRejectedValue(new Error('blocked'))
  render(<StripeForm ref={null} amount={1198} currency="GBP" />)
  expect(await screen.findByRole('alert')).toHaveTextContent('The card form could not be loaded')
})
