/** Typed requests to the five services, all on the page's own origin under `/api/<service>`. */
import createClient, { type Client, type Middleware } from 'openapi-fetch'
import { findWrongField, reportWrongField, type ServiceName } from './check'
import { ApiError, isAborted, toApiError, unreachableError } from './errors'
import { send } from './send'
import type { paths as CartPaths } from './types/cart'
import type { paths as CatalogPaths } from './types/catalog'
import type { paths as OrdersPaths } from './types/orders'
import type { paths as RecommendationsPaths } from './types/recommendations'
import type { paths as SearchPaths } from './types/search'

const requestMiddleware: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Correlation-Id', crypto.randomUUID()) // one per request, to find it in the logs
    return request
  },
  onError: ({ error }) => (isAborted(error) || error instanceof ApiError ? undefined : unreachableError()),
}

/** The operation that each response answers, for the check of its content. */
const operations = new WeakMap<Response, { service: ServiceName; operation: string }>()

const rememberOperation = (service: ServiceName): Middleware => ({
  onResponse({ request, response, schemaPath }) {
    operations.set(response, { service, operation: `${request.method} ${schemaPath}` })
  },
})

function createService<Paths extends object>(name: ServiceName): () => Client<Paths> {
  let client: Client<Paths> | undefined
  return () => {
    if (client) return client
    client = createClient<Paths>({
      baseUrl: `${location.origin}/api/${name}`,
      fetch: send,
    })
    client.use(requestMiddleware, rememberOperation(name))
    return client
  }
}

export const catalog = createService<CatalogPaths>('catalog')
export const cart = createService<CartPaths>('cart')
export const orders = createService<OrdersPaths>('orders')
export const search = createService<SearchPaths>('search')
export const recommendations = createService<RecommendationsPaths>('recommendations')

/** Return the body of a response, or throw an ApiError: `await unwrap(catalog().GET('/categories'))`. */
export async function unwrap<T>(
  request: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await request
  if (!response.ok) throw toApiError(error, response)
  const source = operations.get(response)
  const wrongField = source && findWrongField(source.service, source.operation, data)
  if (wrongField === undefined) return data as T
  reportWrongField(response.url, wrongField)
  throw toApiError(undefined, new Response(null, { status: 502, headers: response.headers }))
}
