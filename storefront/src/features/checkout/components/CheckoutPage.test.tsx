import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ADDRESS, ORDER, cart, line, order } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import {
  SECRET,
  confirmSpy,
  payButton,
  placeOrderSpy,
  setUpCheckout,
  mockCheckout,
  goToReview,
} from '@/testing/checkout'
import { renderApp } from '@/testing/renderApp'
import { redirectTo } from '../payment/redirect'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))
vi.mock('../payment/redirect', () => ({ redirectTo: vi.fn(() => new Promise(() => undefined)) }))

beforeEach(setUpCheckout)

it('leads from the address to a paid order', async () => {
  mockCheckout()
  const { user, router } = await goToReview()
  expect(screen.getByText('Card ending in 4242')).toBeVisible()
  await user.click(payButton())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(router.state.location.pathname).toBe(`/checkout/done/${ORDER}`)
  expect(placeOrderSpy).toHaveBeenCalledExactlyOnceWith('cart-of-ann-3', {
    lines: [{ isbn: '9790000000001', quantity: 1, unit_price: 899 }],
    address: ADDRESS,
    shipping: 'standard',
    coupon: null,
    digital_consent: false,
  })
  expect(sessionStorage.getItem('checkout')).toBeNull()
})

it('keeps a half-filled card form while other steps are open', async () => {
  const { user } = renderApp('/checkout/address')
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  await user.click(await screen.findByRole('button', { name: 'Continue to payment' }))
  await user.type(await screen.findByLabelText('Card number'), '4242 42')
  await user.click(screen.getByRole('link', { name: 'Address' }))
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  expect(screen.getByLabelText('Card number')).not.toBeVisible()
  await user.click(await screen.findByRole('button', { name: 'Continue to payment' }))
  expect(screen.getByLabelText('Card number')).toHaveValue('4242 42')
})

it('pays once on a double click', async () => {
  mockCheckout()
  const { user } = await goToReview()
  await user.dblClick(payButton())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(placeOrderSpy).toHaveBeenCalledOnce()
  expect(confirmSpy).toHaveBeenCalledOnce()
})

it('returns to the card form after a decline, and pays the same order on the next attempt', async () => {
  const decline = () =>
    HttpResponse.json(
      { error: { code: 'card_declined', decline_code: 'insufficient_funds' } },
      { status: 402 },
    )
  let respond: () => Response = decline
  mockCheckout({ bank: () => respond() })
  const { user } = await goToReview('4000 0000 0000 9995')
  await user.click(payButton())
  expect(await screen.findByRole('alert')).toHaveTextContent('There is not enough money on this card.')
  expect(screen.getByLabelText('Card number')).toHaveValue('4000 0000 0000 9995')

  respond = () => HttpResponse.json({ status: 'succeeded' })
  await user.click(screen.getByRole('button', { name: 'Review your order' }))
  await user.click(await screen.findByRole('button', { name: /^Pay/ }))
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(new Set(placeOrderSpy.mock.calls.map(([key]) => key as string)).size).toBe(1)
})

it('redirects to the bank for authentication, with the order as the return URL', async () => {
  const url = 'http://bank.test/hosted'
  mockCheckout({
    bank: () => HttpResponse.json({ status: 'requires_action', next_action: { redirect_to_url: { url } } }),
  })
  const { user } = await goToReview('4000 0000 0000 3220')
  await user.click(payButton())
  await waitFor(() => expect(redirectTo).toHaveBeenCalledWith(url))
  expect(confirmSpy).toHaveBeenCalledWith(
    expect.objectContaining({ return_url: `http://shop.test/checkout/done/${ORDER}` }),
  )
  expect(screen.getByText(/Please keep this page open/)).toBeVisible()
})

it('offers to pay again after a failed authentication', async () => {
  const problem = 'The bank could not confirm that it was you. Please try again.'
  mockCheckout()
  server.use(
    http.post(`*/api/orders/orders/${ORDER}/payment`, () =>
      HttpResponse.json({ order: order({ problem }), client_secret: SECRET }),
    ),
    http.get(`*/api/orders/orders/${ORDER}`, () => HttpResponse.json(order({ problem }))),
  )
  renderApp(`/checkout/done/${ORDER}?redirect_status=failed`)
  expect(await screen.findByRole('alert')).toHaveTextContent(problem)
  expect(screen.getByRole('button', { name: 'Pay £11.98' })).toBeVisible()
})

it('shows the estimated arrival of each shipping option, up to the review', async () => {
  mockCheckout()
  const { user } = renderApp('/checkout/address')
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  expect(await screen.findByText(/^By post, usually arrives \d/)).toBeVisible()
  expect(screen.getByText(/^By courier, usually arrives \d/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Continue to payment' }))
  expect(await screen.findByText(/^Standard, £2.99, \d/)).toBeVisible()
})

it('shows no delivery for e-books alone', async () => {
  mockCheckout()
  mockGet('cart/carts/me', cart([line({ format: 'ebook' })]))
  const { user } = renderApp('/checkout/address')
  await user.click(await screen.findByRole('button', { name: 'Continue to delivery' }))
  expect(await screen.findByText(/^Nothing to deliver/)).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Continue to payment' }))
  expect(await screen.findByText('Instant download')).toBeVisible()
  expect(screen.queryByText(/usually arrives/)).not.toBeInTheDocument()
})

it('orders e-books only with the consent to get them at once, and says what is missing', async () => {
  mockCheckout()
  mockGet('cart/carts/me', cart([line({ format: 'ebook' })]))
  const { user } = await goToReview()
  const consent = screen.getByRole('checkbox', { name: /lose my right to cancel/ })
  expect(consent).not.toBeChecked()
  await user.click(payButton())
  expect(consent).toHaveFocus()
  expect(consent).toBeInvalid()
  expect(placeOrderSpy).not.toHaveBeenCalled()
  await user.click(consent)
  await user.click(payButton())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(placeOrderSpy).toHaveBeenCalledExactlyOnceWith(
    'cart-of-ann-3',
    expect.objectContaining({ digital_consent: true }),
  )
})

it('asks for no consent for printed books', async () => {
  mockCheckout()
  await goToReview()
  expect(screen.queryByRole('checkbox')).not.toBeInTheDocument()
})
