/** Typed requests to the five services, all on the page's own origin under `/api/<service>`. */
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { isAborted, toApiError, unreachableError } from './errors'
import type { paths as CartPaths } from './types/cart'
import type { paths as CatalogPaths } from './types/catalog'
import type { paths as OrdersPaths } from './types/orders'
import type { paths as RecommendationsPaths } from './types/recommendations'
import type { paths as SearchPaths } from './types/search'

type TokenSource = () => Promise<string | undefined>

let tokenSource: TokenSource = async () => undefined

/**
 * Set the source of the id token. The session provides it, so that this module does not load the sign-in
 * code.
 */
export function setTokenSource(source: TokenSource): void {
  tokenSource = source
}

const requestMiddleware: Middleware = {
  async onRequest({ request }) {
    const token = await tokenSource()
    if (token) request.headers.set('Authorization', token)
    request.headers.set('X-Correlation-Id', crypto.randomUUID()) // one per request, to find it in the logs
    return request
  },
  onError: ({ error }) => (isAborted(error) ? undefined : unreachableError()),
}

function createService<Paths extends object>(name: string): () => Client<Paths> {
  let client: Client<Paths> | undefined
  return () => {
    if (client) return client
    client = createClient<Paths>({
      baseUrl: `${location.origin}/api/${name}`,
      fetch: (request) => globalThis.fetch(request), // looked up at call time, because tests replace it
    })
    client.use(requestMiddleware)
    return client
  }
}

export const catalog = createService<CatalogPaths>('catalog')
export const cart = createService<CartPaths>('cart')
export const orders = createService<OrdersPaths>('orders')
export const search = createService<SearchPaths>('search')
export const recommendations = createService<RecommendationsPaths>('recommendations')

/** Fields that are lists wherever a response of a service has them. */
const LISTS = new Set(['items', 'lines', 'saved', 'editions', 'formats', 'subjects', 'notices'])

/** Whether the lists of a response are lists: the pages take that for granted. */
function hasLists(body: unknown): boolean {
  if (typeof body !== 'object' || body === null) return true
  return Object.entries(body).every(
    ([name, value]) => (!LISTS.has(name) || Array.isArray(value)) && hasLists(value),
  )
}

/** Return the body of a response, or throw an ApiError: `await unwrap(catalog().GET('/categories'))`. */
export async function unwrap<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request
  if (!response.ok) throw toApiError(error, response)
  if (!hasLists(data))
    throw toApiError(undefined, new Response(null, { status: 502, headers: response.headers }))
  return data as T
}
