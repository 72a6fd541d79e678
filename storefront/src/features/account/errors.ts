/** The messages for Cognito's errors. They never reveal whether an e-mail address has an account. */
const WRONG_CREDENTIALS = 'E-mail and password do not belong together. Please check both.'
const CODE_EXPIRED = 'This code has expired. Please ask for a new one.'
const TOO_MANY_ATTEMPTS = 'That was tried too often. Please wait a few minutes and try again.'

const MESSAGES: Record<string, string> = {
  NotAuthorizedException: WRONG_CREDENTIALS,
  UserNotFoundException: WRONG_CREDENTIALS,
  UsernameExistsException: 'There is an account with this e-mail already. Please sign in instead.',
  CodeMismatchException: 'This is not the code that we sent. Please check it.',
  ExpiredCodeException: CODE_EXPIRED,
  LimitExceededException: TOO_MANY_ATTEMPTS,
  TooManyRequestsException: TOO_MANY_ATTEMPTS,
  TooManyFailedAttemptsException: TOO_MANY_ATTEMPTS,
  InvalidPasswordException: 'Please choose a longer password, with small letters and digits.',
  CodeDeliveryFailureException: 'The e-mail could not be sent. Please check the address.',
  NetworkError: 'We cannot be reached. Please check your connection and try again.',
}

export const errorName = (error: unknown): string => (error instanceof Error ? error.name : '')

export const errorMessage = (error: unknown): string =>
  MESSAGES[errorName(error)] ?? 'That did not work. Please try again in a moment.'
