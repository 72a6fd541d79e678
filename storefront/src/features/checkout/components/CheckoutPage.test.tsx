import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { ADDRESS, ORDER, order } from '@/testing/buying'
import { server } from '@/testing/server'
import { SECRET, confirmed, pay, placed, readyToBuy, selling, toReview } from '@/testing/till'
import { visit } from '@/testing/visit'
import { leaveFor } from '../payment/leaving'

vi.mock('@/lib/session/cognito', () => import('@/testing/cognito'))
vi.mock('../payment/leaving', () => ({ leaveFor: vi.fn(() => new Promise(() => undefined)) }))

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
