/** The messages for Cognito's errors. They never reveal whether an e-mail address has an account. */
const WRONG_CREDENTIALS = 'Wrong email or password.'
const CODE_EXPIRED = 'This code has expired. Request a new one.'
const TOO_MANY_ATTEMPTS = 'Too many attempts. Please wait a few minutes and try again.'

const MESSAGES: Record<string, string> = {
  NotAuthorizedException: WRONG_CREDENTIALS,
  UserNotFoundException: WRONG_CREDENTIALS,
  UsernameExistsException: 'There’s already an account with this email. Sign in instead.',
  CodeMismatchException: 'That code isn’t right. Please check it and try again.',
  ExpiredCodeException: CODE_EXPIRED,
  LimitExceededException: TOO_MANY_ATTEMPTS,
  TooManyRequestsException: TOO_MANY_ATTEMPTS,
  TooManyFailedAttemptsException: TOO_MANY_ATTEMPTS,
  InvalidPasswordException: 'Choose a longer password, with lowercase letters and numbers.',
  CodeDeliveryFailureException: 'We couldn’t send the email. Please check the address.',
  NetworkError: 'We couldn’t connect. Please check your connection and try again.',
}

export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '')

export const errorMessage = (error: unknown): string =>
  MESSAGES[errorName(error)] ?? 'Something went wrong. Please try again in a moment.'
