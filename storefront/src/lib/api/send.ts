/**
 * Sends requests for the customer whom the page shows, and for nobody else: all tabs share the stored tokens,
 * and another tab may have signed out or let somebody else sign in.
 */
import { ApiError, unreachableError } from './errors'

/** An id token, and the customer whom it names. */
export interface Credentials {
  token: string
  customerId: string
}

export interface ApiSession {
  /** The customer whom the page shows; undefined for a guest. */
  customerId: () => string | undefined
  /** The stored credentials; undefined where there are none that can be read. */
  credentials: () => Promise<Credentials | undefined>
  /** Get new credentials; undefined once the customer has to sign in again. */
  renew: () => Promise<Credentials | undefined>
  /** Called when the tokens are those of somebody else than the page's customer. */
  onOtherCustomer: () => void
  /** Called when the session of the page's customer cannot be renewed. */
  onEnded: (isWrite: boolean) => void
}

const GUEST: ApiSession = {
  customerId: () => undefined,
  credentials: async () => undefined,
  renew: async () => undefined,
  onOtherCustomer: () => undefined,
  onEnded: () => undefined,
}

let session = GUEST

/** Set the session. It is set from outside, so that this module does not load the sign-in code. */
export const setApiSession = (current: ApiSession): void => {
  session = current
}

/** Whether requests are sent with a customer's token. */
export const isForCustomer = (): boolean => session.customerId() !== undefined

/** The credentials of the page's customer; undefined for a guest, and where another one has signed in. */
export async function apiCredentials(): Promise<Credentials | undefined> {
  const credentials = await session.credentials()
  return credentials?.customerId === session.customerId() ? credentials : undefined
}

/** Names the customer for whom the request was made; the services refuse it for any other. */
const EXPECTED_CUSTOMER = 'X-Expected-Customer'

/** The header of a request that must not be sent for anybody else, even if the page changes meanwhile. */
export const forCustomer = (customerId: string | undefined) => ({ [EXPECTED_CUSTOMER]: customerId })

/** Send the request with the customer's token; with a renewed one if the service does not accept it. */
export async function send(request: Request): Promise<Response> {
  const customerId = request.headers.get(EXPECTED_CUSTOMER) ?? session.customerId()
  if (!customerId) return fetch(request)
  const repeat = request.clone()
  const response = await fetchAs(customerId, request, await session.credentials())
  if (response.status !== 401) return response
  const renewed = await session.renew().catch(() => Promise.reject(unreachableError()))
  const answer = renewed ? await fetchAs(customerId, repeat, renewed) : response
  if (answer.status === 401) session.onEnded(request.method !== 'GET')
  return answer
}

function fetchAs(
  customerId: string,
  request: Request,
  credentials: Credentials | undefined,
): Promise<Response> {
  if (credentials && credentials.customerId !== customerId) {
    session.onOtherCustomer()
    throw otherCustomerError()
  }
  request.headers.set(EXPECTED_CUSTOMER, customerId)
  if (credentials) request.headers.set('Authorization', credentials.token)
  return fetch(request)
}

const otherCustomerError = (): ApiError =>
  new ApiError(
    409,
    'customer_changed',
    'Somebody else has signed in since this page was opened. Nothing was sent; please look again.',
  )
