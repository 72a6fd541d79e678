/** What the sign-in pages hand to each other while a reader goes from one to the next. */
import { useLocation } from 'react-router'

export interface SignInState {
  /** Where the reader wanted to go. */
  from?: string
  email?: string
  notice?: string
}

export function useSignInState(): SignInState {
  const { state } = useLocation() as { state: SignInState | null }
  return state ?? {}
}

let pendingSignUp: { email: string; password: string } | undefined

/** Kept in memory alone, between the form and the confirmed address, so that nobody has to type it twice. */
export const rememberPassword = (email: string, password: string): void => {
  pendingSignUp = { email, password }
}

export function consumePassword(email: string): string | undefined {
  const password = pendingSignUp?.email === email ? pendingSignUp.password : undefined
  pendingSignUp = undefined
  return password
}
