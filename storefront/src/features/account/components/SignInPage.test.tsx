import { screen } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { saveGuestCartId } from '@/lib/cart'
import { book } from '@/testing/builders'
import { cart, line, quote } from '@/testing/orderBuilders'
import * as cognito from '@/testing/fakeCognito'
import { server } from '@/testing/server'
import { mockBookPage, mockGet } from '@/testing/mockServices'
import { signInInOtherTab } from '@/testing/otherTab'
import { renderApp } from '@/testing/renderApp'

vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))

const GUEST_CART_ID = 'g'.repeat(32)

beforeEach(() => {
  cognito.setSignedOut()
  vi.clearAllMocks()
  mockGet('catalog/books', { items: [book()], next: null })
  mockGet('cart/carts/me', cart())
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('recommendations/also-bought', { items: [], source: 'graph' })
  for (const price of ['quotes', 'estimates'])
    server.use(http.post(`*/api/orders/${price}`, () => HttpResponse.json(quote())))
})

async function fillSignInForm(address = '/sign-in') {
  const page = renderApp(address)
  await page.user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ann@example.org')
  await page.user.type(screen.getByLabelText('Password'), 'correct horse 9')
  return page
}

it('merges the guest’s cart after signing in, and confirms it', async () => {
  saveGuestCartId(GUEST_CART_ID)
  mockGet(`cart/carts/${GUEST_CART_ID}`, cart())
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
  const { user, router } = await fillSignInForm()
  await router.navigate('/cart')
  await user.click(await screen.findByRole('link', { name: 'Checkout' }))
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ann@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse 9')
  mockGet('orders/customers/me/addresses', { items: [] })
  await user.click(screen.getByRole('button', { name: 'Sign in' }))

  expect(await screen.findByText('Two books from this device were added to your cart.')).toBeVisible()
  expect(await screen.findByRole('heading', { name: 'Delivery address' })).toBeVisible()
  expect(merge).toHaveBeenCalledExactlyOnceWith({ cart_id: GUEST_CART_ID })
  expect(localStorage.getItem('guest-cart')).toBeNull()
})

it('rejects wrong credentials without saying which part is wrong', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.cognitoError('NotAuthorizedException'))
  const { user } = await fillSignInForm()
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Wrong email or password')
  expect(screen.getByLabelText('Password')).toHaveValue('correct horse 9')
})

it('leads an address that was never confirmed to a code', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.cognitoError('UserNotConfirmedException'))
  const { user } = await fillSignInForm()
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText(/Please confirm your email address first/)).toBeVisible()
  expect(screen.getByRole('textbox', { name: 'Email' })).toHaveValue('ann@example.org')
})

it('shows the missing fields of an empty form and focuses the first', async () => {
  const { user } = renderApp('/sign-up')
  await user.click(await screen.findByRole('button', { name: 'Continue' }))
  const email = screen.getByRole('textbox', { name: 'Email' })
  expect(email).toHaveFocus()
  expect(email).toHaveAccessibleDescription('Enter your email address, such as ann@example.org.')
})

it('shows a message of its own for too many attempts', async () => {
  cognito.signIn.mockRejectedValueOnce(cognito.cognitoError('LimitExceededException'))
  const { user } = await fillSignInForm()
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Too many attempts')
})

it('says who is signed in already instead of entering with a password that nobody checked', async () => {
  cognito.signIn.mockImplementationOnce(async () => {
    cognito.setSignedIn() // in another tab, of which this one has not heard
    throw cognito.cognitoError('UserAlreadyAuthenticatedException')
  })
  const { user, router } = await fillSignInForm()
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('link', { name: 'Continue as ann@example.org' })).toBeVisible()
  expect(router.state.location.pathname).toBe('/sign-in')
  await user.click(screen.getByRole('button', { name: 'Sign out' }))
  expect(await screen.findByRole('textbox', { name: 'Email' })).toBeVisible()
})

it('says who has signed in in another tab while the form was open', async () => {
  await fillSignInForm()
  signInInOtherTab(cognito.ANN)
  expect(await screen.findByRole('link', { name: 'Continue as ann@example.org' })).toBeVisible()
})

it.each(['Ann@Example.ORG', '  ann@example.org '])('signs in with %j as ann@example.org', async (typed) => {
  const { user } = renderApp('/sign-in')
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), typed)
  await user.type(screen.getByLabelText('Password'), 'correct horse 9')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByRole('link', { name: 'Account' })).toBeVisible()
  expect(cognito.signIn).toHaveBeenCalledWith({ username: 'ann@example.org', password: 'correct horse 9' })
})

it('puts the book that a guest wished for on the list after signing in, on the page where it was', async () => {
  const wishes: unknown[] = []
  mockBookPage()
  mockGet('catalog/books/emma/reviews/me', { book_id: 'emma', may_write: false, review: null })
  server.use(
    http.put('*/api/cart/wishlists/me/:book', ({ params }) => {
      wishes.push(params.book)
      mockGet('cart/wishlists/me', { items: [{ book_id: 'emma', added_at: '2026-11-30T00:00:00Z' }] })
      return new HttpResponse(null, { status: 204 })
    }),
  )
  const { user, router } = renderApp('/books/emma?from=list')
  await user.click(await screen.findByRole('button', { name: 'Wishlist' }))
  await user.type(await screen.findByRole('textbox', { name: 'Email' }), 'ann@example.org')
  await user.type(screen.getByLabelText('Password'), 'correct horse 9')
  await user.click(screen.getByRole('button', { name: 'Sign in' }))
  expect(await screen.findByText('Emma added to your wishlist.')).toBeVisible()
  const { pathname, search } = router.state.location
  expect(pathname + search).toBe('/books/emma?from=list')
  expect(screen.getByRole('button', { name: 'Wishlist' })).toHaveAttribute('aria-pressed', 'true')
  expect(wishes).toEqual(['emma'])
})
