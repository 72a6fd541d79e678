import { http, HttpResponse, type JsonBodyType } from 'msw'
import { book, review } from '@/testing/builders'
import { mockGet } from '@/testing/mockServices'
import { cart as cartResponse, line } from '@/testing/orderBuilders'
import { server } from '@/testing/server'
import { ApiError, cart, catalog, unwrap } from '.'

const getBook = (content: JsonBodyType) => {
  mockGet('catalog/books/emma', content)
  return unwrap(catalog().GET('/books/{book_id}', { params: { path: { book_id: 'emma' } } }))
}
const getBooks = (content: JsonBodyType) => {
  mockGet('catalog/books', content)
  return unwrap(catalog().GET('/books'))
}

const without = (object: object, ...names: string[]): JsonBodyType =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))

let report: ReturnType<typeof vi.spyOn>
beforeEach(() => {
  report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

it.each([{ ...book(), price: '899', unknown: [null] }, without(book(), 'subtitle', 'series', 'subjects')])(
  'returns a response that has all it needs',
  async (content) => expect(await getBook(content)).toEqual(content),
)

it.each([
  ['title', without(book(), 'title')],
  ['editions', without(book(), 'editions')],
  ['editions.0.price', { ...book(), editions: [without(book().editions[0] ?? {}, 'price')] }],
  ['authors.1', { ...book(), authors: [book().authors[0], null] }],
  ['authors.0.name', { ...book(), authors: [{ author_id: 'jane-austen' }] }],
  ['rating.stars.2', { ...book(), rating: { stars: [0, 0, 'many', 0, 0], version: 1 } }],
  ['series.name', { ...book(), series: { series_id: 's', position: 1 } }],
  ['price of a title', { ...book(), title: 7 }],
  ['language', { ...book(), language: null }],
  ['subjects', { ...book(), subjects: 'matchmaking' }],
])('refuses a book with a missing or wrong %s', (_, content) =>
  expect(getBook(content as JsonBodyType)).rejects.toMatchObject({ status: 502 }),
)

it.each([{}, [], null, 'text', { items: null }, { items: [null] }, { items: [{}] }, { next: null }])(
  'refuses the list %j',
  (content) => expect(getBooks(content)).rejects.toBeInstanceOf(ApiError),
)

it('checks a response by its operation, not by the names of its fields', async () => {
  expect(await getBooks({ items: [], next: null })).toEqual({ items: [], next: null })
  mockGet('catalog/books/emma/reviews', { items: [review(), book()] })
  const path = { book_id: 'emma' }
  const reviews = unwrap(catalog().GET('/books/{book_id}/reviews', { params: { path } }))
  await expect(reviews).rejects.toMatchObject({ status: 502 })
})

it('checks the response to a write, too', async () => {
  server.use(http.put('*/api/cart/carts/me/lines/:isbn', () => HttpResponse.json({ id: 'guest-1' })))
  const params = { path: { isbn: '9790000000001' } }
  const LINE = { quantity: 1, price_seen: 899, saved: false, version: null }
  const put = cart().PUT('/carts/me/lines/{isbn}', { params, body: LINE })
  await expect(unwrap(put)).rejects.toBeInstanceOf(ApiError)
})

it('reports a refused field once, by its path', async () => {
  report.mockClear()
  const content = cartResponse([{ ...line(), isbn: 7 } as unknown as ReturnType<typeof line>])
  mockGet('cart/carts/me', content as JsonBodyType)
  for (let i = 0; i < 2; i++) await unwrap(cart().GET('/carts/me')).catch(() => undefined)
  expect(report.mock.calls).toEqual([
    ['response refused', { url: 'http://shop.test/api/cart/carts/me', field: 'lines.0.isbn' }],
  ])
})
