/** What Cognito refuses with, in the shop's words. Whether an address has an account is never given away. */
const WRONG = 'E-mail and password do not belong together. Please check both.'
const CODE_OVER = 'This code has expired. Please ask for a new one.'
const TOO_OFTEN = 'That was tried too often. Please wait a few minutes and try again.'

const SENTENCES: Record<string, string> = {
  NotAuthorizedException: WRONG,
  UserNotFoundException: WRONG,
  UsernameExistsException: 'There is an account with this e-mail already. Please sign in instead.',
  CodeMismatchException: 'This is not the code that we sent. Please check it.',
  ExpiredCodeException: CODE_OVER,
  LimitExceededException: TOO_OFTEN,
  TooManyRequestsException: TOO_OFTEN,
  TooManyFailedAttemptsException: TOO_OFTEN,
  InvalidPasswordException: 'Please choose a longer password, with small letters and digits.',
  CodeDeliveryFailureException: 'The e-mail could not be sent. Please check the address.',
  NetworkError: 'We cannot be reached. Please check your connection and try again.',
}

export const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '')

export const sentenceOf = (error: unknown): string =>
  SENTENCES[nameOf(error)] ?? 'That did not work. Please try again in a moment.'
