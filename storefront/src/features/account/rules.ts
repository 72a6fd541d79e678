/** Write an e-mail address as the user pool compares it, so that nobody gets a second account by a capital. */
export const normalizeEmail = (email: string): string => email.trim().toLowerCase()

export const emailRule = (value: string): string | undefined =>
  /^\S+@\S+\.\S+$/.test(value.trim()) ? undefined : 'Enter your email address, such as ann@example.org.'

export const codeRule = (value: string): string | undefined =>
  /^\d{6}$/.test(value.trim()) ? undefined : 'Enter the 6-digit code from our email.'

const MIN_LENGTH = 8

/** What is known here of a password; the service also refuses common ones, and those with the customer's name. */
export const newPasswordRule = (value: string): string | undefined =>
  value.length >= MIN_LENGTH ? undefined : 'Use at least 8 characters.'

export const PASSWORD_HINT = 'At least 8 characters. A few unrelated words work well.'
