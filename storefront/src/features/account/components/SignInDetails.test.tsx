import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { cart } from '@/testing/orderBuilders'
import * as cognito from '@/testing/fakeCognito'
import { errorResponse, server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const requests: { method: string; path: string; body: unknown }[] = []

beforeEach(() => {
  cognito.setSignedIn()
  vi.clearAllMocks()
  requests.length = 0
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('catalog/books', { items: [], next: null })
  mockGet('orders/customers/me', { customer: 'reader-1', name: 'Ann', phone: '', email: 'ann@example.org' })
  answer('put', 'password', () => new HttpResponse(null, { status: 204 }))
  answer('post', 'email-changes', () =>
    HttpResponse.json({ resend_after: 60, expires_in: 600 }, { status: 202 }),
  )
  answer('post', 'email-changes/confirm', () => new HttpResponse(null, { status: 204 }))
  answer('delete', 'sessions', () => new HttpResponse(null, { status: 204 }))
})

function answer(method: 'put' | 'post' | 'delete', path: string, respond: () => Response) {
  server.use(
    http[method](`*/api/orders/customers/me/${path}`, async ({ request }) => {
      const text = await request.text()
      requests.push({ method, path, body: text ? JSON.parse(text) : undefined })
      return respond()
    }),
  )
}

async function changePassword(next: string) {
  const { user } = renderApp('/account')
  await user.click(await screen.findByRole('button', { name: 'Change password' }))
  await user.type(screen.getByLabelText('Current password'), 'a quiet harbour')
  await user.type(screen.getByLabelText('New password'), next)
  await user.click(screen.getByRole('button', { name: 'Change password' }))
  return user
}

it('changes the password and replaces the session, which has ended like all others', async () => {
  await changePassword('another harbour')
  expect(await screen.findByText(/Your password has been changed/)).toBeVisible()
  const body = { current_password: 'a quiet harbour', password: 'another harbour' }
  expect(requests).toEqual([{ method: 'put', path: 'password', body }])
  expect(cognito.replaceSession).toHaveBeenCalledExactlyOnceWith('ann@example.org', 'another harbour')
})

it.each([
  ['wrong_password', 'current_password', 'Current password', 'Your current password is incorrect.'],
  ['invalid', 'password', 'New password', 'This password is on lists that thieves try first.'],
])('shows the refusal %s at its field and keeps the session', async (code, field, label, message) => {
  answer('put', 'password', () => errorResponse(422, code, message, { field }))
  await changePassword('another harbour')
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByLabelText(label)).toHaveAccessibleDescription(expect.stringContaining(message))
  expect(cognito.replaceSession).not.toHaveBeenCalled()
})

it('changes the email by the code that was sent to the new address, and renews the token', async () => {
  const { user } = renderApp('/account')
  const renew = vi.spyOn(cognito, 'credentials')
  await user.click(await screen.findByRole('button', { name: 'Change email' }))
  await user.type(screen.getByLabelText('New email'), 'New@Example.org')
  await user.type(screen.getByLabelText('Current password'), 'a quiet harbour')
  await user.click(screen.getByRole('button', { name: 'Send code' }))
  expect(await screen.findByText(/Until then your email stays/)).toHaveTextContent('ann@example.org')
  await user.type(screen.getByLabelText('Verification code'), '123456')
  cognito.setSignedIn({ ...cognito.ANN, email: 'new@example.org' })
  await user.click(screen.getByRole('button', { name: 'Change email' }))
  expect(await screen.findByText('Your email is now new@example.org.')).toBeVisible()
  expect(requests).toEqual([
    {
      method: 'post',
      path: 'email-changes',
      body: { email: 'new@example.org', current_password: 'a quiet harbour' },
    },
    { method: 'post', path: 'email-changes/confirm', body: { code: '123456' } },
  ])
  expect(renew).toHaveBeenCalledWith({ forceRefresh: true })
  expect(screen.getAllByText('new@example.org').length).toBeGreaterThan(0)
})

it('signs out on all devices, this one included', async () => {
  const { user } = renderApp('/account')
  await user.click(await screen.findByRole('button', { name: 'Sign out on all devices' }))
  expect(await screen.findByText('You’ve been signed out on all devices.')).toBeVisible()
  expect(requests).toEqual([{ method: 'delete', path: 'sessions', body: undefined }])
  await waitFor(() => expect(localStorage).toHaveLength(0))
})
