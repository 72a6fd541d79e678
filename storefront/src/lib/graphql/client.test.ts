import { http, HttpResponse } from 'msw'
import { setApiSession } from '@/lib/api'
import { server } from '@/testing/server'
import { graphql, query, toKey } from '.'

const BOOK = graphql(`
  query Book($id: ID!) {
    book(id: $id) {
      title
      rating {
        average
      }
    }
  }
`)

const GUEST = {
  customerId: () => undefined,
  credentials: async () => undefined,
  renew: async () => undefined,
  onOtherCustomer: () => undefined,
  onEnded: () => undefined,
}

let sent: Request[] = []

/** Answer every operation, and keep what was sent. */
const respond = (body: object, status = 200) =>
  server.use(
    http.post('*/graphql', ({ request }) => {
      sent.push(request.clone())
      return HttpResponse.json(body, { status })
    }),
  )

beforeEach(() => {
  sent = []
})

afterEach(() => setApiSession(GUEST))

it('sends the text and the variables with the public key of a visitor', async () => {
  respond({ data: { book: { title: 'Emma', rating: { average: 4 } } } })
  const { data, errors } = await query(BOOK, { id: 'emma' })
  expect(data.book?.title).toBe('Emma')
  expect(errors).toEqual([])
  expect(sent[0]?.headers.get('x-api-key')).toBe('da2-key')
  expect(sent[0]?.headers.get('authorization')).toBeNull()
  expect(await sent[0]?.json()).toEqual({ query: BOOK, variables: { id: 'emma' } })
})

it('sends a customer’s token and no key', async () => {
  setApiSession({
    ...GUEST,
    customerId: () => 'c-1',
    credentials: async () => ({ token: 't', customerId: 'c-1' }),
  })
  respond({ data: { book: null } })
  await query(BOOK, { id: 'emma' })
  expect(sent[0]?.headers.get('authorization')).toBe('t')
  expect(sent[0]?.headers.get('x-api-key')).toBeNull()
})

it('returns what was answered beside the errors of the rest', async () => {
  const error = { path: ['book', 'rating'], errorType: 'UNAVAILABLE', message: 'Not now.' }
  respond({ data: { book: { title: 'Emma', rating: null } }, errors: [error] })
  const { data, errors } = await query(BOOK, { id: 'emma' })
  expect(data.book?.title).toBe('Emma')
  expect(errors).toMatchObject([{ status: 503, code: 'unavailable', message: 'Not now.' }])
})

it.each([
  [200, { data: null, errors: [{ errorType: 'ExecutionTimeout', message: 'Late.' }] }, 503],
  [200, { data: null, errors: [{ errorType: 'ValidationError', message: 'No field.' }] }, 400],
  [401, { errors: [{ errorType: 'UnauthorizedException', message: 'Expired.' }] }, 401],
  [502, {}, 502],
])('throws for an answer without data: %d %j', async (status, body, expected) => {
  respond(body, status)
  await expect(query(BOOK, { id: 'emma' })).rejects.toMatchObject({ name: 'ApiError', status: expected })
})

it('throws that the shop could not be reached', async () => {
  server.use(http.post('*/graphql', () => HttpResponse.error()))
  await expect(query(BOOK, { id: 'emma' })).rejects.toMatchObject({ code: 'unreachable' })
})

it('reads the key of an id', () =>
  expect(toKey('gid://catchword/Category/Science%20%26%20Nature')).toBe('Science & Nature'))
