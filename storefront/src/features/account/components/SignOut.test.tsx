import { screen, waitFor } from '@testing-library/react'
import { saveLocal } from '@/lib/storage'
import { setSignedIn } from '@/testing/fakeCognito'
import { mockGet } from '@/testing/mockServices'
import { cart } from '@/testing/orderBuilders'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const TRACES = ['review-name', 'recent-searches', 'recently-viewed', 'guest-cart']

it('leaves no trace of the customer after a sign-out', async () => {
  setSignedIn()
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('orders/customers/me', { customer: 'reader-1', name: 'Ann', phone: '', email: 'ann@example.org' })
  const { user } = renderApp('/account')
  const button = await screen.findByRole('button', { name: 'Sign out' })
  for (const key of TRACES) saveLocal(key, 'Ann')
  sessionStorage.setItem('coupon', '"ANN"')
  await user.click(button)
  await screen.findByRole('link', { name: 'Sign in' })
  await waitFor(() => expect(TRACES.filter((key) => localStorage.getItem(key) !== null)).toEqual([]))
  expect(sessionStorage).toHaveLength(0)
})
