import { act, screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { cart } from '@/testing/orderBuilders'
import * as cognito from '@/testing/fakeCognito'
import { errorResponse, server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const PASSWORD = 'a quiet harbour'
const requests: { path: string; body: unknown }[] = []

beforeEach(() => {
  cognito.setSignedOut()
  vi.clearAllMocks()
  requests.length = 0
  mockGet('catalog/books', { items: [], next: null })
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  for (const flow of ['sign-ups', 'password-resets']) {
    answer(flow, () => HttpResponse.json({ resend_after: 60, expires_in: 600 }, { status: 202 }))
    answer(`${flow}/confirm`, () => new HttpResponse(null, { status: 204 }))
  }
})

afterEach(() => vi.useRealTimers())

function answer(path: string, respond: () => Response) {
  server.use(
    http.post(`*/api/orders/${path}`, async ({ request }) => {
      requests.push({ path, body: await request.json() })
      return respond()
    }),
  )
}

async function openCodePage(address: '/sign-up' | '/new-password', email = 'Ann@Example.org') {
  const page = renderApp(address)
  await page.user.type(await screen.findByRole('textbox', { name: 'Email' }), email)
  await page.user.click(
    screen.getByRole('button', { name: address === '/sign-up' ? 'Continue' : 'Send code' }),
  )
  await screen.findByLabelText('Verification code')
  return page
}

async function fillIn(user: Awaited<ReturnType<typeof openCodePage>>['user'], password = PASSWORD) {
  await user.type(screen.getByLabelText('Verification code'), '123456')
  await user.type(screen.getByLabelText('New password'), password)
  await user.click(screen.getByRole('button', { name: /^(Create account|Change password and sign in)$/ }))
}

it.each([
  ['/sign-up', 'sign-ups'],
  ['/new-password', 'password-resets'],
] as const)(
  '%s sends code and password with the address in lowercase, and signs in',
  async (address, flow) => {
    const { user } = await openCodePage(address)
    expect(screen.getByText('ann@example.org')).toBeVisible()
    await fillIn(user)
    expect(await screen.findByRole('link', { name: 'Account' })).toBeVisible()
    const email = 'ann@example.org'
    expect(requests).toEqual([
      { path: flow, body: { email } },
      { path: `${flow}/confirm`, body: { email, code: '123456', password: PASSWORD } },
    ])
    expect(cognito.signIn).toHaveBeenCalledWith({ username: email, password: PASSWORD })
  },
)

it('stores neither the code nor the password, nor puts them into the address', async () => {
  const { user, router } = await openCodePage('/sign-up')
  answer('sign-ups/confirm', () =>
    errorResponse(422, 'wrong_code', 'That code isn’t right.', { field: 'code' }),
  )
  await fillIn(user)
  await screen.findByText('That code isn’t right.')
  const stored = JSON.stringify([{ ...localStorage }, { ...sessionStorage }, router.state.location])
  expect(stored).not.toContain(PASSWORD)
  expect(stored).not.toContain('123456')
})

it.each([
  ['wrong_code', 'code', 'Verification code', 'That code isn’t right.'],
  ['invalid', 'password', 'New password', 'This password is on lists that thieves try first.'],
])('shows the refusal %s at its field, and keeps what was typed', async (code, field, label, message) => {
  const { user } = await openCodePage('/sign-up')
  answer('sign-ups/confirm', () => errorResponse(422, code, message, { field }))
  await fillIn(user)
  expect(await screen.findByText(message)).toBeVisible()
  expect(screen.getByLabelText(label)).toHaveAccessibleDescription(expect.stringContaining(message))
  expect(screen.getByLabelText('New password')).toHaveValue(PASSWORD)
  expect(cognito.signIn).not.toHaveBeenCalled()
})

it('has a way on from a code that has expired', async () => {
  const { user } = await openCodePage('/sign-up')
  cognito.signIn.mockRejectedValueOnce(cognito.cognitoError('NotAuthorizedException'))
  answer('sign-ups/confirm', () => errorResponse(422, 'code_expired', 'Ask for a new one.'))
  await fillIn(user)
  expect(await screen.findByRole('alert')).toHaveTextContent('Ask for a new one.')
  expect(screen.getByText(/You can ask for a new code in/)).toBeVisible()
})

it('signs in where the answer to a right code was lost', async () => {
  const { user } = await openCodePage('/sign-up')
  answer('sign-ups/confirm', () => errorResponse(422, 'code_expired', 'Ask for a new one.'))
  await fillIn(user)
  expect(await screen.findByRole('link', { name: 'Account' })).toBeVisible()
})

it('lets the customer ask for another code after the time that it shows', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const { user } = await openCodePage('/sign-up')
  expect(screen.getByText(/You can ask for a new code in \d+ seconds/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'send a new code' })).toBeNull()
  act(() => vi.advanceTimersByTime(61_000))
  await user.click(await screen.findByRole('button', { name: 'send a new code' }))
  expect(await screen.findByText(/We’ve sent you a new email/)).toBeVisible()
  expect(screen.getByText(/You can ask for a new code in/)).toBeVisible()
  expect(requests.map(({ path }) => path)).toEqual(['sign-ups', 'sign-ups'])
})

it('goes on to the code when one was sent a moment ago, with the time that is left', async () => {
  server.use(
    http.post('*/api/orders/sign-ups', () => {
      const error = {
        code: 'too_many_requests',
        message: 'Wait',
        details: { limit: 'code' },
        request_id: 'r',
      }
      return HttpResponse.json({ error }, { status: 429, headers: { 'Retry-After': '42' } })
    }),
  )
  await openCodePage('/sign-up')
  expect(screen.getByText(/You can ask for a new code in 4[12] seconds/)).toBeVisible()
})

it('says how long to wait after too many sign-ups, and keeps the address', async () => {
  server.use(
    http.post('*/api/orders/sign-ups', () => {
      const error = {
        code: 'too_many_requests',
        message: 'Wait',
        details: { limit: 'sign_ups' },
        request_id: 'r',
      }
      return HttpResponse.json({ error }, { status: 429, headers: { 'Retry-After': '1500' } })
    }),
  )
  const { user } = renderApp('/sign-up')
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ann@example.org')
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Please try again in 25 minutes.')
  expect(screen.getByRole('textbox', { name: 'Email' })).toHaveValue('ann@example.org')
})
