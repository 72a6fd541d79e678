import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ADDRESS, ORDER, cart, line, order } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { answers } from '@/testing/mockServices'
import { SECRET, confirmed, pay, placed, readyToBuy, selling, toReview } from '@/testing/checkout'
import { visit } from '@/testing/renderApp'
import { leaveFor } from '../payment/redirect'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))
vi.mock('../payment/redirect', () => ({ leaveFor: vi.fn(() => new Promise(() => undefined)) }))

beforeEach(readyToBuy)

it('leads from the address to a paid order, and asks nothing twice', async () => {
  selling()
  const { person, router } = await toReview()
  expect(screen.getByText('Card ending in 4242')).toBeVisible()
  await person.click(pay())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(router.state.location.pathname).toBe(`/checkout/done/${ORDER}`)
  expect(placed).toHaveBeenCalledExactlyOnceWith('cart-of-ann-3', {
    lines: [{ isbn: '9790000000001', quantity: 1, unit_price: 899 }],
    address: ADDRESS,
    shipping: 'standard',
    coupon: null,
  })
  expect(sessionStorage.getItem('checkout')).toBeNull()
})

it('a half-filled card is still there after a look at the steps before', async () => {
  const { person } = visit('/checkout/address')
  await person.click(await screen.findByRole('button', { name: 'Choose the delivery' }))
  await person.click(await screen.findByRole('button', { name: 'Choose the payment' }))
  await person.type(await screen.findByLabelText('Card number'), '4242 42')
  await person.click(screen.getByRole('link', { name: 'Address' }))
  await person.click(await screen.findByRole('button', { name: 'Choose the delivery' }))
  expect(screen.getByLabelText('Card number')).not.toBeVisible()
  await person.click(await screen.findByRole('button', { name: 'Choose the payment' }))
  expect(screen.getByLabelText('Card number')).toHaveValue('4242 42')
})

it('a double click pays once', async () => {
  selling()
  const { person } = await toReview()
  await person.dblClick(pay())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(placed).toHaveBeenCalledOnce()
  expect(confirmed).toHaveBeenCalledOnce()
})

it('a decline leads back to the card, in plain words, and the next try pays the same order', async () => {
  const declined = () =>
    HttpResponse.json(
      { error: { code: 'card_declined', decline_code: 'insufficient_funds' } },
      { status: 402 },
    )
  let answer: () => Response = declined
  selling({ bank: () => answer() })
  const { person } = await toReview('4000 0000 0000 9995')
  await person.click(pay())
  expect(await screen.findByRole('alert')).toHaveTextContent('There is not enough money on this card.')
  expect(screen.getByLabelText('Card number')).toHaveValue('4000 0000 0000 9995')

  answer = () => HttpResponse.json({ status: 'succeeded' })
  await person.click(screen.getByRole('button', { name: 'Review the order' }))
  await person.click(await screen.findByRole('button', { name: /^Pay/ }))
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(new Set(placed.mock.calls.map(([key]) => key as string)).size).toBe(1)
})

it('a bank that wants to see the reader gets to, and brings them back to the order', async () => {
  const url = 'http://bank.test/hosted'
  selling({
    bank: () => HttpResponse.json({ status: 'requires_action', next_action: { redirect_to_url: { url } } }),
  })
  const { person } = await toReview('4000 0000 0000 3220')
  await person.click(pay())
  await waitFor(() => expect(leaveFor).toHaveBeenCalledWith(url))
  expect(confirmed).toHaveBeenCalledWith(
    expect.objectContaining({ return_url: `http://shop.test/checkout/done/${ORDER}` }),
  )
  expect(screen.getByText(/Please leave this page open/)).toBeVisible()
})

it('coming back from a bank that said no, one may pay in another way', async () => {
  const problem = 'The bank could not confirm that it was you. Please try again.'
  selling()
  server.use(
    http.post(`*/api/orders/orders/${ORDER}/payment`, () =>
      HttpResponse.json({ order: order({ problem }), client_secret: SECRET }),
    ),
    http.get(`*/api/orders/orders/${ORDER}`, () => HttpResponse.json(order({ problem }))),
  )
  visit(`/checkout/done/${ORDER}?redirect_status=failed`)
  expect(await screen.findByRole('alert')).toHaveTextContent(problem)
  expect(screen.getByRole('button', { name: 'Pay £11.98' })).toBeVisible()
})

it('says when each way can be there, and keeps saying it up to the last click', async () => {
  selling()
  const { person } = visit('/checkout/address')
  await person.click(await screen.findByRole('button', { name: 'Choose the delivery' }))
  expect(await screen.findByText(/^By post, usually with you \d/)).toBeVisible()
  expect(screen.getByText(/^By courier, usually with you \d/)).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Choose the payment' }))
  expect(await screen.findByText(/^Standard, £2.99, with you \d/)).toBeVisible()
})

it('files alone are not sent, and no day is promised for them', async () => {
  selling()
  answers('cart/carts/me', cart([line({ format: 'ebook' })]))
  const { person } = visit('/checkout/address')
  await person.click(await screen.findByRole('button', { name: 'Choose the delivery' }))
  expect(await screen.findByText(/^Nothing has to be sent: these are yours/)).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Choose the payment' }))
  expect(await screen.findByText('Nothing has to be sent')).toBeVisible()
  expect(screen.queryByText(/with you/)).not.toBeInTheDocument()
})
