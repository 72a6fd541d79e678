import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { book, review } from '@/testing/builders'
import { cart } from '@/testing/orderBuilders'
import { refused } from '@/testing/handlers'
import { signedIn } from '@/testing/customer'
import { server } from '@/testing/server'
import { answers } from '@/testing/mockServices'
import { visit } from '@/testing/renderApp'

const WRITTEN = review({ text: 'Better than clever.' })
const MINE = '*/api/catalog/books/emma/reviews/me'

const own = (...items: object[]) => answers('catalog/reviews/me', { items, next: null })
const emma = (changes: object = {}) => ({ book_id: 'emma', may_write: true, review: WRITTEN, ...changes })
const walden = { book_id: 'walden', may_write: true, review: null }

beforeEach(() => {
  answers('cart/carts/me', cart([]))
  answers('cart/wishlists/me', { items: [] })
  answers('catalog/books', { items: [book(), book({ book_id: 'walden', title: 'Walden' })], next: null })
})

const opened = async () => {
  const page = visit('/account/reviews', { reader: signedIn() })
  await screen.findByRole('heading', { level: 2, name: 'Emma' })
  return page
}
const rows = () => screen.getAllByRole('listitem').filter((row) => within(row).queryByRole('heading'))

it('shows what one wrote first, then the books that wait for a word', async () => {
  own(walden, emma())
  await opened()
  const [first, second] = rows()
  expect(within(first as HTMLElement).getByText('Better than clever.')).toBeVisible()
  expect(
    within(second as HTMLElement).getByRole('button', { name: 'Write a review of Walden' }),
  ).toBeVisible()
})

it('changes a review where it stands, beginning with what was there', async () => {
  own(emma())
  const put = vi.fn()
  server.use(
    http.put(MINE, async ({ request }) => {
      put(await request.json())
      own(emma({ review: { ...WRITTEN, stars: 5 } }))
      return HttpResponse.json(WRITTEN)
    }),
  )
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: /^Change it.*Emma/ }))
  expect(screen.getByRole('textbox', { name: /What is it like/ })).toHaveValue('Better than clever.')
  await person.click(screen.getByRole('radio', { name: '5 stars' }))
  await person.click(screen.getByRole('button', { name: 'Send' }))
  expect(await screen.findByRole('img', { name: '5 of 5 stars' })).toBeVisible()
  expect(put).toHaveBeenCalledWith({
    stars: 5,
    display_name: 'Marginalia',
    text: 'Better than clever.',
    spoiler: false,
  })
})

it('takes a review back, and brings it back again', async () => {
  own(emma())
  const put = vi.fn()
  server.use(
    http.delete(MINE, () => {
      own(emma({ review: null }))
      return new HttpResponse(null, { status: 204 })
    }),
    http.put(MINE, async ({ request }) => {
      put(await request.json())
      own(emma())
      return HttpResponse.json(WRITTEN)
    }),
  )
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: /^Take it back.*Emma/ }))
  expect(await screen.findByRole('button', { name: 'Write a review of Emma' })).toBeVisible()
  await person.click(screen.getByRole('button', { name: 'Undo' }))
  expect(await screen.findByText('Better than clever.')).toBeVisible()
  expect(put).toHaveBeenCalledOnce()
})

it('says so when a review could not be taken back, and keeps it', async () => {
  own(emma())
  server.use(http.delete(MINE, () => refused(503, 'unavailable')))
  const { person } = await opened()
  await person.click(screen.getByRole('button', { name: /^Take it back/ }))
  expect(await screen.findByText(/could not be taken back/)).toBeVisible()
  expect(screen.getByText('Better than clever.')).toBeVisible()
})

it('of a book given back the review can only be taken away', async () => {
  own(emma({ may_write: false }))
  await opened()
  expect(screen.getByRole('button', { name: /^Take it back/ })).toBeVisible()
  expect(screen.queryByRole('button', { name: /^Change it/ })).not.toBeInTheDocument()
})

it('leads on when nothing was bought yet', async () => {
  own()
  visit('/account/reviews', { reader: signedIn() })
  expect(await screen.findByText('Nothing to review yet')).toBeVisible()
})
