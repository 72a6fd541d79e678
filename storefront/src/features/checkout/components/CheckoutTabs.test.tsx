import { screen, waitFor } from '@testing-library/react'
import { http } from 'msw'
import { ANN, setRenewable, setSignedIn } from '@/testing/fakeCognito'
import { signInInOtherTab, signOutInOtherTab } from '@/testing/otherTab'
import { errorResponse, server } from '@/testing/server'
import { goToReview, mockCheckout, payButton, placeOrderSpy, setUpCheckout } from '@/testing/checkout'
import { mockGet } from '@/testing/mockServices'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const BOB = { id: 'bob', email: 'bob@example.org', groups: [] }

beforeEach(() => {
  setUpCheckout()
  mockCheckout()
})

it('places no order for another customer who has signed in meanwhile', async () => {
  const { user } = await goToReview()
  setSignedIn(BOB) // this tab has not heard of it
  await user.click(payButton())
  expect(await screen.findByRole('heading', { name: 'Delivery address' })).toBeVisible()
  expect(placeOrderSpy).not.toHaveBeenCalled()
})

it('leaves the checkout of a customer who was replaced in another tab', async () => {
  const { router } = await goToReview()
  mockGet('orders/customers/me/addresses', { items: [] })
  signInInOtherTab(BOB)
  await waitFor(() => expect(router.state.location.pathname).toBe('/checkout/address'))
  expect(await screen.findByLabelText('Full name')).toHaveValue('')
})

it('leaves the checkout, and keeps nothing of it, after a sign-out in another tab', async () => {
  const { router, queries } = await goToReview()
  signOutInOtherTab()
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
  expect(sessionStorage).toHaveLength(0)
  const keys = queries.getQueryCache().getAll()
  expect(keys.filter(({ queryKey }) => queryKey.includes(ANN.id))).toEqual([])
})

/** Refuse the first token of every session, as a service does whose clock or key has changed. */
const refuseFirstToken = () =>
  server.use(
    http.post('*/api/orders/orders', ({ request }) =>
      request.headers.get('Authorization')?.startsWith('token-1-')
        ? errorResponse(401, 'not_signed_in', 'Please sign in first.')
        : undefined,
    ),
  )

it('renews a refused token and places the order', async () => {
  refuseFirstToken()
  const { user } = await goToReview()
  await user.click(payButton())
  expect(await screen.findByRole('heading', { name: 'Thank you' })).toBeVisible()
  expect(placeOrderSpy).toHaveBeenCalledOnce()
})

it('leads from a session that ended at the last step to the sign-in and back to the checkout', async () => {
  const { user, router } = await goToReview()
  setRenewable(false)
  server.use(http.post('*/api/orders/orders', () => errorResponse(401, 'not_signed_in'), { once: true }))
  await user.click(payButton())
  expect(await screen.findByText(/go on where you were/)).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Email' })).toHaveValue('ann@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse 9')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  // The card was never stored: the step before the last asks for it again.
  expect(await screen.findByRole('heading', { name: 'Payment' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/checkout/payment')
  expect(screen.getByText(/221B Baker Street/)).toBeVisible()
})
