/** Sends operations to the GraphQL API at the page's own origin: with the customer's token, or the public key. */
import type { TadaDocumentNode } from 'gql.tada'
import { ApiError, isAborted, toApiError, unreachableError } from '../api/errors'
import { isForCustomer, send } from '../api/send'
import { loadSettings } from '../settings'

interface GraphqlError {
  errorType?: string | null
  message: string
  path?: readonly (string | number)[] | null
  errorInfo?: Record<string, unknown> | null
}

/** What was answered, without the fields that failed: these are null. */
export interface Answer<Data> {
  data: Data
  errors: readonly ApiError[]
}

/**
 * Send a query. An answer may be partial: a field that could not be answered is null, and an error says why.
 * Without any data, or for a request that was refused as a whole, an ApiError is thrown.
 */
export async function query<Data, Variables>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const response = await post({ query: document, variables }, signal)
  const body = (await response.json().catch(() => ({}))) as { data?: Data | null; errors?: GraphqlError[] }
  const errors = (body.errors ?? []).map((error) => fromGraphql(error, response))
  if (!body.data) throw errors[0] ?? toApiError(undefined, response)
  return { data: body.data, errors }
}

async function post(body: unknown, signal: AbortSignal | undefined): Promise<Response> {
  const request = new Request(`${location.origin}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Correlation-Id': crypto.randomUUID() },
    body: JSON.stringify(body),
    signal,
  })
  // Only one of the two may be sent: AppSync does not say which one counts.
  if (!isForCustomer()) request.headers.set('x-api-key', (await loadSettings()).graphql?.key ?? '')
  return send(request).catch((error: unknown) => {
    throw isAborted(error) || error instanceof ApiError ? error : unreachableError()
  })
}

/** The status is that of the REST API, as pages know it: what is not available may be asked for again. */
function fromGraphql({ errorType, message, errorInfo }: GraphqlError, response: Response): ApiError {
  const code = (errorType ?? 'unknown').toLowerCase()
  const status = response.ok ? (STATUS[code] ?? 400) : response.status
  return new ApiError(status, code, message, errorInfo ?? {})
}

const STATUS: Record<string, number> = {
  unavailable: 503,
  executiontimeout: 503,
  too_many_requests: 429,
  not_signed_in: 401,
  not_allowed: 403,
  invalid: 422,
}
