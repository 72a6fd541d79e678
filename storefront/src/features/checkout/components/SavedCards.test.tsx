import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { confirmSpy, mockCheckout, payButton, setUpCheckout } from '@/testing/checkout'
import { mockGet, mockUnavailable } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'
import { errorResponse, server } from '@/testing/server'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const VISA = { card_id: 'pm_1', brand: 'visa', last4: '4242', exp_month: 9, exp_year: 2034 }

beforeEach(() => {
  setUpCheckout()
  mockCheckout()
})

async function goToPayment() {
  const page = renderApp('/checkout/address')
  await page.user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  await page.user.click(await screen.findByRole('button', { name: 'Continue to payment' }))
  return page
}

async function enterCard(user: Awaited<ReturnType<typeof goToPayment>>['user']) {
  await user.type(await screen.findByLabelText('Card number'), '4242 4242 4242 4242')
  await user.type(screen.getByLabelText('Expiry date'), '09/34')
  await user.type(screen.getByLabelText('Security code'), '123')
}

it('pays with a saved card', async () => {
  mockGet('orders/customers/me/cards', { items: [VISA] })
  const { user } = await goToPayment()
  expect(await screen.findByRole('radio', { name: /Visa ending in 4242/ })).toBeChecked()
  await user.click(screen.getByRole('button', { name: 'Review your order' }))
  expect(await screen.findByText('Visa ending in 4242', { selector: 'span' })).toBeVisible()
  await user.click(payButton())
  await screen.findByRole('heading', { name: 'Thank you' })
  const [fields] = confirmSpy.mock.calls[0] as [Record<string, string>]
  expect(fields).toMatchObject({ payment_method: 'pm_1', client_secret: 'pi_1_secret_x' })
  expect(Object.keys(fields).filter((name) => name.startsWith('payment_method_data'))).toEqual([])
})

it.each([true, false])('saves a new card by consent alone (%s)', async (consents) => {
  mockGet('orders/customers/me/cards', { items: [VISA] })
  const { user } = await goToPayment()
  await user.click(await screen.findByRole('radio', { name: 'Use another card' }))
  await enterCard(user)
  const box = await screen.findByRole('checkbox', { name: 'Save this card for next time' })
  expect(box).not.toBeChecked()
  if (consents) await user.click(box)
  await user.click(screen.getByRole('button', { name: 'Review your order' }))
  await user.click(await screen.findByRole('button', { name: /^Pay/ }))
  await screen.findByRole('heading', { name: 'Thank you' })
  const [fields] = confirmSpy.mock.calls[0] as [Record<string, string>]
  expect(fields.setup_future_usage).toBe(consents ? 'on_session' : undefined)
  expect(fields['payment_method_data[allow_redisplay]']).toBe(consents ? 'always' : undefined)
})

it('takes a card, and offers to save none, while saved cards are unavailable', async () => {
  mockUnavailable('orders/customers/me/cards')
  server.use(http.post('*/api/orders/customers/me/payment-session', () => errorResponse(503, 'unavailable')))
  const { user } = await goToPayment()
  await enterCard(user)
  expect(screen.queryByRole('checkbox', { name: /^Save this card/ })).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Review your order' }))
  expect(await screen.findByText('Card ending in 4242')).toBeVisible()
})

it('shows the saved cards in the account, and removes one', async () => {
  let cards = [VISA, { ...VISA, card_id: 'pm_2', brand: 'amex', last4: '0005', exp_month: 12 }]
  server.use(
    http.get('*/api/orders/customers/me/cards', () => HttpResponse.json({ items: cards })),
    http.delete('*/api/orders/customers/me/cards/:id', ({ params }) => {
      cards = cards.filter((card) => card.card_id !== params.id)
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user } = renderApp('/account/cards')
  expect(await screen.findByText('American Express ending in 0005', { selector: 'b' })).toBeVisible()
  expect(screen.getByText('Expires 12/34')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove Visa ending in 4242' }))
  expect(await screen.findByText('Card removed: Visa ending in 4242')).toBeVisible()
  await waitFor(() =>
    expect(screen.queryByRole('button', { name: 'Remove Visa ending in 4242' })).not.toBeInTheDocument(),
  )
  expect(screen.getByText('American Express ending in 0005', { selector: 'b' })).toBeVisible()
})

it('says how a card is saved where there is none', async () => {
  renderApp('/account/cards')
  expect(await screen.findByRole('heading', { name: 'No saved cards' })).toBeVisible()
})
