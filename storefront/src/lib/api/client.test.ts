import { ApiError, unwrap } from '.'

const respond = (data: unknown) => unwrap(Promise.resolve({ data, response: new Response() }))

it.each([{ items: null }, { items: 'none' }, { books: { items: {} } }, { items: [{ editions: null }] }])(
  'refuses the response %j, whose list is none',
  (data) => expect(respond(data)).rejects.toBeInstanceOf(ApiError),
)

it.each([{ items: [null] }, { items: ['text'] }, { title: 7 }, { price: '899' }, { totals: [] }])(
  'refuses the response %j, whose field is of another type',
  (data) => expect(respond(data)).rejects.toBeInstanceOf(ApiError),
)

it.each<unknown>([
  { items: [] },
  { saved: [], lines: [{}] },
  { highlights: { authors: null } },
  { news: [1, 'a'] },
  { constructor: 1 },
  null,
  undefined,
])('returns the response %j', async (data) => expect(await respond(data)).toBe(data))

it('reports a refused field once, by its path', async () => {
  const report = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  for (let i = 0; i < 2; i++) await respond({ cart: { lines: [{ isbn: 7 }] } }).catch(() => undefined)
  expect(report).toHaveBeenCalledExactlyOnceWith('response refused', { url: '', field: 'cart.lines.0.isbn' })
})
