import { http, HttpResponse, type JsonBodyType } from 'msw'
import type { Book } from '@/lib/books'
import type { Order } from '@/lib/orders'
import { book } from './builders'
import { toGraphqlOrder } from './graphqlOrder'
import { server } from './server'

/** Mock the response to a GET until the end of the test: `mockGet('catalog/books/emma', book())`. */
export const mockGet = (path: string, content: JsonBodyType): void =>
  server.use(http.get(`*/api/${path}`, () => HttpResponse.json(content)))

/** Mock the response to a GET by its query parameters. */
export const mockGetWith = (
  path: string,
  respond: (query: URLSearchParams) => JsonBodyType | Response,
): void =>
  server.use(
    http.get(`*/api/${path}`, ({ request }) => {
      const result = respond(new URL(request.url).searchParams)
      return result instanceof Response ? (result as HttpResponse<JsonBodyType>) : HttpResponse.json(result)
    }),
  )

/** Mock the answer to a GraphQL operation by its name; errors make it a partial one. */
export const mockGraphql = (operation: string, data: JsonBodyType, errors?: JsonBodyType): void =>
  mockGraphqlWith(operation, () => ({ data, errors }))

/** Mock the answers to a GraphQL operation, which may change. */
export const mockGraphqlWith = (operation: string, respond: () => JsonBodyType): void =>
  server.use(
    http.post('*/graphql', async ({ request }) => {
      const { query } = (await request.clone().json()) as { query: string }
      return query.includes(`query ${operation}`) ? HttpResponse.json(respond()) : undefined
    }),
  )

/** Mock the answer to an order's page: the order of the REST API as GraphQL has it, and its books. */
export const mockOwnOrder = (respond: () => Order, books: readonly Book[] = [book()]): void =>
  mockGraphqlWith('OwnOrder', () => ({ data: toGraphqlOrder(respond(), books) }))

/** Mock a GET that fails with 503. */
export const mockUnavailable = (path: string): void =>
  server.use(http.get(`*/api/${path}`, () => HttpResponse.json(UNAVAILABLE, { status: 503 })))

/** Mock what Emma's page loads: the book, no reviews, an author without other books, and no suggestions. */
export function mockBookPage(): void {
  mockGet('catalog/books/emma', book())
  mockGet('catalog/books/emma/reviews', { items: [], next: null })
  mockGet('catalog/authors/jane-austen', {
    author_id: 'jane-austen',
    name: 'Jane Austen',
    books: { items: [], next: null },
  })
  mockGraphql('AlsoBought', { book: { alsoBought: null } }, [UNAVAILABLE_FIELD])
  mockUnavailable('recommendations/bestsellers')
}

const UNAVAILABLE_FIELD = {
  path: ['book', 'alsoBought'],
  errorType: 'UNAVAILABLE',
  message: 'This part of the shop is not available right now. Please try again.',
}

const UNAVAILABLE = {
  error: {
    code: 'unavailable',
    message: 'This part of the shop is not available right now. Please try again.',
    details: {},
    request_id: 'req-42',
  },
}
