import { ApiError, unwrap } from '.'

const respond = (data: unknown) => unwrap(Promise.resolve({ data, response: new Response() }))

it.each([{ items: null }, { items: 'none' }, { books: { items: {} } }, { items: [{ editions: null }] }])(
  'refuses the response %j, whose list is none',
  (data) => expect(respond(data)).rejects.toBeInstanceOf(ApiError),
)

it.each([{ items: [] }, { saved: [], lines: [{}] }, { highlights: { authors: null } }, null, undefined])(
  'returns the response %j',
  async (data) => expect(await respond(data)).toBe(data),
)
