import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { book, review, customer } from '@/testing/builders'
import { cart } from '@/testing/orderBuilders'
import { errorResponse, server } from '@/testing/server'
import { mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'

const REVIEW = review({ text: 'Better than clever.' })
const OWN_REVIEW_URL = '*/api/catalog/books/emma/reviews/me'

const mockOwnReviews = (...items: object[]) => mockGet('catalog/reviews/me', { items, next: null })
const emma = (changes: object = {}) => ({ book_id: 'emma', may_write: true, review: REVIEW, ...changes })
const walden = { book_id: 'walden', may_write: true, review: null }

beforeEach(() => {
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('catalog/books', { items: [book(), book({ book_id: 'walden', title: 'Walden' })], next: null })
})

const openPage = async () => {
  const page = renderApp('/account/reviews', { customer: customer() })
  await screen.findByRole('heading', { level: 2, name: 'Emma' })
  return page
}
const rows = () => screen.getAllByRole('listitem').filter((row) => within(row).queryByRole('heading'))

it('shows the customer’s reviews first, then the books without one', async () => {
  mockOwnReviews(walden, emma())
  await openPage()
  const [first, second] = rows()
  expect(within(first as HTMLElement).getByText('Better than clever.')).toBeVisible()
  expect(
    within(second as HTMLElement).getByRole('button', { name: 'Write a review of Walden' }),
  ).toBeVisible()
})

it('edits a review in place, starting with its content', async () => {
  mockOwnReviews(emma())
  const put = vi.fn()
  server.use(
    http.put(OWN_REVIEW_URL, async ({ request }) => {
      put(await request.json())
      mockOwnReviews(emma({ review: { ...REVIEW, stars: 5 } }))
      return HttpResponse.json(REVIEW)
    }),
  )
  const { user } = await openPage()
  await user.click(screen.getByRole('button', { name: /^Edit.*Emma/ }))
  expect(screen.getByRole('textbox', { name: /Your review/ })).toHaveValue('Better than clever.')
  await user.click(screen.getByRole('radio', { name: '5 stars' }))
  await user.click(screen.getByRole('button', { name: 'Submit review' }))
  expect(await screen.findByRole('img', { name: '5 out of 5 stars' })).toBeVisible()
  expect(put).toHaveBeenCalledWith({
    stars: 5,
    display_name: 'Marginalia',
    text: 'Better than clever.',
    spoiler: false,
  })
})

it('deletes a review, and restores it by Undo', async () => {
  mockOwnReviews(emma())
  const put = vi.fn()
  server.use(
    http.delete(OWN_REVIEW_URL, () => {
      mockOwnReviews(emma({ review: null }))
      return new HttpResponse(null, { status: 204 })
    }),
    http.put(OWN_REVIEW_URL, async ({ request }) => {
      put(await request.json())
      mockOwnReviews(emma())
      return HttpResponse.json(REVIEW)
    }),
  )
  const { user } = await openPage()
  await user.click(screen.getByRole('button', { name: /^Delete review.*Emma/ }))
  expect(await screen.findByRole('button', { name: 'Write a review of Emma' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Better than clever.')).toBeVisible()
  expect(put).toHaveBeenCalledOnce()
})

it('keeps a review that could not be deleted, and says so', async () => {
  mockOwnReviews(emma())
  server.use(http.delete(OWN_REVIEW_URL, () => errorResponse(503, 'unavailable')))
  const { user } = await openPage()
  await user.click(screen.getByRole('button', { name: /^Delete review/ }))
  expect(await screen.findByText(/couldn’t delete your review/)).toBeVisible()
  expect(screen.getByText('Better than clever.')).toBeVisible()
})

it('allows only deleting the review of a returned book', async () => {
  mockOwnReviews(emma({ may_write: false }))
  await openPage()
  expect(screen.getByRole('button', { name: /^Delete review/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Edit/ })).not.toBeInTheDocument()
})

it('says that staff have hidden a review', async () => {
  mockOwnReviews(emma({ review: { ...REVIEW, hidden: true } }))
  await openPage()
  expect(screen.getByText(/Only you can see this review/)).toBeVisible()
})

it('signs out of an account that was closed on another device', async () => {
  mockOwnReviews(emma())
  server.use(http.put(OWN_REVIEW_URL, () => errorResponse(403, 'account_closed')))
  const { user } = await openPage()
  await user.click(screen.getByRole('button', { name: /^Edit/ }))
  await user.click(screen.getByRole('button', { name: 'Submit review' }))
  expect(await screen.findByText('This account is closed, so we have signed you out.')).toBeVisible()
  expect(await screen.findByRole('link', { name: 'Sign in' })).toBeVisible()
})

it('explains an empty list of purchases', async () => {
  mockOwnReviews()
  renderApp('/account/reviews', { customer: customer() })
  expect(await screen.findByText('Nothing to review yet')).toBeVisible()
})
