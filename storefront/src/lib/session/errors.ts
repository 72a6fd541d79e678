/** The messages for Cognito's errors. They never reveal whether an e-mail address has an account. */
import { ApiError } from '../api'

const WRONG_CREDENTIALS = 'Wrong email or password.'
const TOO_MANY_ATTEMPTS = 'Too many attempts. Please wait a few minutes and try again.'

const MESSAGES: Record<string, string> = {
  NotAuthorizedException: WRONG_CREDENTIALS,
  UserNotFoundException: WRONG_CREDENTIALS,
  PasswordResetRequiredException: 'You need a new password. “Forgot your password?” sends you a code.',
  LimitExceededException: TOO_MANY_ATTEMPTS,
  TooManyRequestsException: TOO_MANY_ATTEMPTS,
  NetworkError: 'We couldn’t connect. Please check your connection and try again.',
}

export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '')

export const errorMessage = (error: unknown): string =>
  error instanceof ApiError
    ? error.message
    : (MESSAGES[errorName(error)] ?? 'Something went wrong. Please try again in a moment.')

/** Return the error as that of a field of the form, if the service named one. */
export function fieldError<V extends object>(error: unknown, values: V): Partial<Record<keyof V, string>> {
  const field = error instanceof ApiError ? error.details.field : undefined
  return typeof field === 'string' && Object.hasOwn(values, field)
    ? ({ [field]: (error as ApiError).message } as Partial<Record<keyof V, string>>)
    : {}
}
