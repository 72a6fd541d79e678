import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { book, customer } from '@/testing/builders'
import { cart } from '@/testing/orderBuilders'
import { mockGet } from '@/testing/mockServices'
import { renderApp } from '@/testing/renderApp'
import { errorResponse, server } from '@/testing/server'

const ISBN = '9790000000002'
const DOWNLOAD_URL = `*/api/catalog/editions/${ISBN}/downloads`
const FILE = { version: 1, kind: 'epub', bytes: 2_900, added_at: '2026-10-01T12:00:00Z', note: '' }

const owned = (changes: object = {}) => ({
  isbn: ISBN,
  book_id: 'emma',
  title: 'Emma',
  authors: [{ author_id: 'jane-austen', name: 'Jane Austen' }],
  category: 'Fiction',
  published: 1815,
  series: null,
  cover: null,
  format: 'ebook',
  order_id: '01JDF5Z8J8T6N2V0Q3W4X5Y6Z7',
  bought_at: '2026-10-09T12:00:00Z',
  files: [FILE],
  ...changes,
})

const mockOwned = (...items: object[]) => mockGet('catalog/downloads', { items, next: null })
const openPage = () => renderApp('/account/e-books', { customer: customer() })

beforeEach(() => {
  mockGet('cart/carts/me', cart([]))
  mockGet('cart/wishlists/me', { items: [] })
  mockGet('catalog/books', { items: [book()], next: null })
})

it('shows each e-book with its file’s format, size and date', async () => {
  mockOwned(owned())
  openPage()
  expect(await screen.findByRole('heading', { level: 2, name: 'Emma' })).toBeVisible()
  expect(screen.getByText('EPUB, 3 kB, 1 October 2026')).toBeVisible()
})

it('requests a new link for each download', async () => {
  mockOwned(owned())
  const requested = vi.fn()
  server.use(
    http.post(DOWNLOAD_URL, () => {
      requested()
      return HttpResponse.json({ url: 'https://files.example/emma.epub' }, { status: 201 })
    }),
  )
  const { user } = openPage()
  await user.click(await screen.findByRole('button', { name: 'Download Emma' }))
  await waitFor(() => expect(requested).toHaveBeenCalledOnce())
})

it('says why a download is refused', async () => {
  mockOwned(owned())
  const message = 'You have downloaded this 10 times in 30 days, which is the most.'
  server.use(http.post(DOWNLOAD_URL, () => errorResponse(429, 'download_limit', message)))
  const { user } = openPage()
  await user.click(await screen.findByRole('button', { name: 'Download Emma' }))
  expect(await screen.findByText(message)).toBeVisible()
})

it('says what is new in a later version', async () => {
  mockOwned(owned({ files: [{ ...FILE, version: 2, note: 'Chapter two is complete.' }, FILE] }))
  openPage()
  expect(await screen.findByText('Chapter two is complete.')).toBeInTheDocument()
})

it('says that a file is still to come', async () => {
  mockOwned(owned({ files: [] }))
  openPage()
  expect(await screen.findByText(/Not available as a download yet/)).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Download Emma' })).not.toBeInTheDocument()
})

it('leads to the e-books while there are none', async () => {
  mockOwned()
  openPage()
  expect(await screen.findByRole('link', { name: 'See our e-books' })).toHaveAttribute(
    'href',
    '/search?format=ebook',
  )
})
