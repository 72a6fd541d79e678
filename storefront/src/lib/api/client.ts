/** Typed requests to the five services, all on the page's own origin under `/api/<service>`. */
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { isAborted, refusal, unreachable } from './errors'
import type { paths as CartPaths } from './types/cart'
import type { paths as CatalogPaths } from './types/catalog'
import type { paths as OrdersPaths } from './types/orders'
import type { paths as RecommendationsPaths } from './types/recommendations'
import type { paths as SearchPaths } from './types/search'

type TokenSource = () => Promise<string | undefined>

let tokens: TokenSource = async () => undefined

/** The session says how to get the id token, so that this file need not know how one signs in. */
export function takeTokensFrom(source: TokenSource): void {
  tokens = source
}

const identified: Middleware = {
  async onRequest({ request }) {
    const token = await tokens()
    if (token) request.headers.set('Authorization', token)
    request.headers.set('X-Correlation-Id', crypto.randomUUID()) // one per request; the traces can be found by it
    return request
  },
  onError: ({ error }) => (isAborted(error) ? undefined : unreachable()),
}

function service<Paths extends object>(name: string): () => Client<Paths> {
  let client: Client<Paths> | undefined
  return () => {
    if (client) return client
    client = createClient<Paths>({
      baseUrl: `${location.origin}/api/${name}`,
      fetch: (request) => globalThis.fetch(request), // looked up late: tests put theirs in place
    })
    client.use(identified)
    return client
  }
}

export const catalog = service<CatalogPaths>('catalog')
export const cart = service<CartPaths>('cart')
export const orders = service<OrdersPaths>('orders')
export const search = service<SearchPaths>('search')
export const recommendations = service<RecommendationsPaths>('recommendations')

/** The answer's content, or the refusal thrown: `await answer(catalog().GET('/categories'))`. */
export async function answer<T>(
  asked: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok) throw refusal(error, response)
  return data as T
}
