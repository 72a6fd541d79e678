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

it('shows what one wrote first, then the books that wait for a word', async () => {
  mockOwnReviews(walden, emma())
  await openPage()
  const [first, second] = rows()
  expect(within(first as HTMLElement).getByText('Better than clever.')).toBeVisible()
  expect(
    within(second as HTMLElement).getByRole('button', { name: 'Write a review of Walden' }),
  ).toBeVisible()
})

it('changes a review where it stands, beginning with what was there', async () => {
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
  await user.click(screen.getByRole('button', { name: /^Change it.*Emma/ }))
  expect(screen.getByRole('textbox', { name: /What is it like/ })).toHaveValue('Better than clever.')
  await user.click(screen.getByRole('radio', { name: '5 stars' }))
  await user.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByRole('img', { name: '5 of 5 stars' })).toBeVisible()
  expect(put).toHaveBeenCalledWith({
    stars: 5,
    display_name: 'Marginalia',
    text: 'Better than clever.',
    spoiler: false,
  })
})

it('takes a review back, and brings it back again', async () => {
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
  await user.click(screen.getByRole('button', { name: /^Take it back.*Emma/ }))
  expect(await screen.findByRole('button', { name: 'Write a review of Emma' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Better than clever.')).toBeVisible()
  expect(put).toHaveBeenCalledOnce()
})

it('says so when a review could not be taken back, and keeps it', async () => {
  mockOwnReviews(emma())
  server.use(http.delete(OWN_REVIEW_URL, () => errorResponse(503, 'unavailable')))
  const { user } = await openPage()
  await user.click(screen.getByRole('button', { name: /^Take it back/ }))
  expect(await screen.findByText(/could not be taken back/)).toBeVisible()
  expect(screen.getByText('Better than clever.')).toBeVisible()
})

it('of a book given back the review can only be taken away', async () => {
  mockOwnReviews(emma({ may_write: false }))
  await openPage()
  expect(screen.getByRole('button', { name: /^Take it back/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Change it/ })).not.toBeInTheDocument()
})

it('leads on when nothing was bought yet', async () => {
  mockOwnReviews()
  renderApp('/account/reviews', { customer: customer() })
  expect(await screen.findByText('Nothing to review yet')).toBeVisible()
})
