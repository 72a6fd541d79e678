import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { keepGuestCart } from '@/lib/cart'
import { book } from '@/testing/builders'
import { cart, line, quote } from '@/testing/orderBuilders'
import * as cognito from '@/testing/fakeCognito'
import { server } from '@/testing/server'
import { answers } from '@/testing/mockServices'
import { visit } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const GUEST = 'g'.repeat(32)

beforeEach(() => {
  cognito.signedOut()
  vi.clearAllMocks()
  answers('catalog/books', { items: [book()], next: null })
  answers('cart/carts/me', cart())
  answers('cart/wishlists/me', { items: [] })
  answers('recommendations/also-bought', { items: [], source: 'graph' })
  for (const price of ['quotes', 'estimates'])
    server.use(http.post(`*/api/orders/${price}`, () => HttpResponse.json(quote())))
})

async function typed(address = '/sign-in') {
  const page = visit(address)
  await page.person.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'ann@example.org')
  await page.person.type(screen.getByLabelText('Password'), 'correct horse 9')
  return page
}

it('a guest who signs in keeps the cart, and is told so', async () => {
  keepGuestCart(GUEST)
  answers(`cart/carts/${GUEST}`, cart())
  const merge = vi.fn()
  server.use(
    http.post('*/api/cart/carts/me/merge', async ({ request }) => {
      merge(await request.json())
      return HttpResponse.json({
        added: 2,
        cart: cart([line(), line({ isbn: '9790000000002', title: 'Walden' })]),
      })
    }),
  )
  const { person, router } = await typed()
  await router.navigate('/cart')
  await person.click(await screen.findByRole('link', { name: 'To the checkout' }))
  await person.type(await screen.findByRole('textbox', { name: 'E-mail' }), 'ann@example.org')
  await person.type(screen.getByLabelText('Password'), 'correct horse 9')
  answers('orders/customers/me/addresses', { items: [] })
  await person.click(screen.getByRole('button', { name: 'Sign in' }))

  expect(await screen.findByText('Two books from this device were added to your cart.')).toBeVisible()
  expect(await screen.findByRole('heading', { name: 'Where may we send it?' })).toBeVisible()
  expect(merge).toHaveBeenCalledExactlyOnceWith({ cart_id: GUEST })
  expect(localStorage.getItem('guest-cart')).toBeNull()
})

it('a wrong password says so without saying which half was wrong', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.refusal('NotAuthorizedException'))
  const { person } = await typed()
  await person.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('E-mail and password do not belong together')
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse 9')
})

it('an address that was never confirmed leads to its code, and then in', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.refusal('UserNotConfirmedException'))
  const { person, router } = await typed()
  await person.click(screen.getByRole('button', { name: 'Sign in' }))
  await person.type(await screen.findByLabelText('Six digits'), '123456')
  answers('catalog/books', { items: [], next: null })
  await router.navigate('/sign-up/code', {
    state: { email: 'ann@example.org', from: '/cart' },
    replace: true,
  })
  await person.click(screen.getByRole('button', { name: 'Confirm' }))
  expect(await screen.findByRole('heading', { name: 'One book' })).toBeVisible()
  expect(cognito.signIn).toHaveBeenLastCalledWith({
    username: 'ann@example.org',
    password: 'correct horse 9',
  })
})

it('an empty form names what is missing and puts the focus there', async () => {
  const { person } = visit('/sign-up')
  await person.click(await screen.findByRole('button', { name: 'Open the account' }))
  const email = screen.getByRole('textbox', { name: 'E-mail' })
  expect(email).toHaveFocus()
  expect(email).toHaveAccessibleDescription('Please write your e-mail address, such as ann@example.org.')
  expect(cognito.signUp).not.toHaveBeenCalled()
})

it('too many tries and an expired code each have their own words', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.refusal('LimitExceededException'))
  const { person } = await typed()
  await person.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('tried too often')
})
