import { screen, waitFor } from '@testing-library/react'
import type { UserEvent } from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { cart } from '@/testing/orderBuilders'
import { mockBookPage, mockGet } from '@/testing/mockServices'
import { review, customer } from '@/testing/builders'
import { errorResponse, server } from '@/testing/server'
import { renderApp } from '@/testing/renderApp'

beforeEach(() => {
  mockBookPage()
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
})

it('asks a guest to sign in', async () => {
  renderApp('/books/emma')
  expect(await screen.findByRole('link', { name: 'Sign in to write a review' })).toHaveAttribute(
    'href',
    '/sign-in',
  )
})

const mockOwnReview = (own: object) => mockGet('catalog/books/emma/reviews/me', { book_id: 'emma', ...own })

async function writeAndSend(user: UserEvent) {
  await user.click(await screen.findByRole('button', { name: 'Write a review' }))
  await user.click(screen.getByRole('radio', { name: '4 stars' }))
  await user.type(screen.getByRole('textbox', { name: 'Display name' }), 'Ada')
  await user.type(screen.getByRole('textbox', { name: /Your review/ }), 'Better than clever.')
  await user.click(screen.getByRole('checkbox', { name: /Contains spoilers/ }))
  await user.click(screen.getByRole('button', { name: 'Submit review' }))
}

it('sends a review, confirms it, and shows it as the customer’s own', async () => {
  mockOwnReview({ may_write: true, review: null })
  const sent: unknown[] = []
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', async ({ request }) => {
      sent.push(await request.json())
      const written = review({ text: 'Better than clever.' })
      mockOwnReview({ may_write: true, review: written })
      return HttpResponse.json(written)
    }),
  )
  const { user } = renderApp('/books/emma', { customer: customer() })
  await writeAndSend(user)
  expect(await screen.findByText(/Thank you/)).toBeVisible()
  expect(sent).toEqual([{ stars: 4, display_name: 'Ada', text: 'Better than clever.', spoiler: true }])
  expect(await screen.findByRole('heading', { name: 'Your review' })).toBeVisible()
  expect(screen.getByText('Better than clever.')).toBeVisible()
})

it('keeps the form’s content when the service rejects the review, and says why', async () => {
  mockOwnReview({ may_write: true, review: null })
  server.use(
    http.put('*/api/catalog/books/emma/reviews/me', () =>
      errorResponse(403, 'not_a_buyer', 'Only customers who bought the book here can review it.'),
    ),
  )
  const { user } = renderApp('/books/emma', { customer: customer() })
  await writeAndSend(user)
  expect(await screen.findByRole('alert')).toHaveTextContent('Only customers who bought the book here')
  expect(screen.getByRole('textbox', { name: 'Display name' })).toHaveValue('Ada')
})

it('offers no form to a customer who may not review', async () => {
  mockOwnReview({ may_write: false, review: null })
  renderApp('/books/emma', { customer: customer() })
  expect(await screen.findByText('Only customers who bought this book here can review it.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Write a review' })).not.toBeInTheDocument()
})

it('keeps what was written through a session that ends, and only for its customer', async () => {
  mockOwnReview({ may_write: true, review: null })
  server.use(http.put('*/api/catalog/books/emma/reviews/me', () => errorResponse(401, 'not_signed_in')))
  const { user, router, unmount } = renderApp('/books/emma', { customer: customer() })
  await writeAndSend(user)
  await waitFor(() => expect(router.state.location.pathname).toBe('/sign-in'))
  expect(router.state.location.state).toMatchObject({ from: '/books/emma' })
  unmount()

  const other = renderApp('/books/emma', { customer: customer({ id: 'reader-2' }) })
  await screen.findByRole('button', { name: 'Write a review' })
  other.unmount()

  renderApp('/books/emma', { customer: customer() })
  expect(await screen.findByRole('textbox', { name: /Your review/ })).toHaveValue('Better than clever.')
  expect(screen.getByRole('radio', { name: '4 stars' })).toBeChecked()
})
