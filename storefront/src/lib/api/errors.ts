import { capitalize, formatWait } from '../text'

/** An error response of a service or of the gateway: `{"error": {code, message, details, request_id}}`. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly details: Record<string, unknown> = {},
    readonly requestId = '',
    /** Seconds until a retry makes sense; 0 when the service did not say. */
    readonly retryAfter = 0,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

interface ErrorBody {
  error?: { code?: string; message?: string; details?: Record<string, unknown>; request_id?: string }
}

export function toApiError(body: unknown, response: Response): ApiError {
  const { error = {} } = isObject(body) ? (body as ErrorBody) : {}
  const retryAfter = Number(response.headers.get('Retry-After') ?? 0) || 0
  return new ApiError(
    response.status,
    error.code ?? 'unknown',
    response.status === TOO_MANY_REQUESTS ? tooManyMessage(error, retryAfter) : readableMessage(error),
    error.details ?? {},
    error.request_id ?? response.headers.get('X-Correlation-Id') ?? '',
    retryAfter,
  )
}

/** Return the message as a customer can read it: not by the name of its field, nor in the words of a validator. */
function readableMessage({ message, details }: NonNullable<ErrorBody['error']>): string {
  if (!message) return 'Something went wrong on our side. Please try again.'
  const prefix = `${String(details?.field)}: `
  const rule = message.startsWith(prefix) ? message.slice(prefix.length) : message
  if (rule.includes('`') || rule.startsWith('Expected '))
    return 'Please check what you’ve entered and try again.'
  return rule === message ? message : capitalize(rule)
}

const TOO_MANY_REQUESTS = 429

/** Say how long to wait. The gateway limits all customers together and says no time. */
function tooManyMessage(
  { code, message, details }: NonNullable<ErrorBody['error']>,
  retryAfter: number,
): string {
  if (code !== 'too_many_requests' && message) return message // a limit of its own, which says until when
  if (!retryAfter) return 'We’re very busy right now. Please try again in a moment.'
  const wait = formatWait(retryAfter)
  return details?.limit === 'code'
    ? `We’ve only just sent you an email. You can ask for another in ${wait}.`
    : `That was a lot in a short time. Please try again in ${wait}. Nothing you’ve entered is lost.`
}

export const isTooMany = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.status === TOO_MANY_REQUESTS

/** Return a message of our own for an error, unless it is a limit: then how long to wait. */
export const messageUnlessLimited = (error: unknown, message: string): string =>
  isTooMany(error) ? error.message : message

/** The error for a request without a response. */
export const unreachableError = (): ApiError =>
  new ApiError(0, 'unreachable', 'We couldn’t connect. Please check your connection and try again.')

/** Whether an address leads to nothing: its id is unknown, or none that a book, an author or an order can have. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 404 || (error.status === 422 && isAboutId(error.details.field)))

const isAboutId = (field: unknown): boolean => typeof field === 'string' && field.endsWith('_id')

/** Whether a service refused to store anything, because the customer closed the account. */
export const isAccountClosed = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'account_closed'

export const isAborted = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError'

/** Whether a retry may help: the service was unreachable, throttling or failing. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status >= 500 || (isTooMany(error) && error.retryAfter <= MAX_AUTOMATIC_WAIT))

/** Seconds for which the page waits by itself; a longer time is shown. */
const MAX_AUTOMATIC_WAIT = 5

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
