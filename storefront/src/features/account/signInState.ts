/** The router state that the sign-in pages hand to each other. */
import { useLocation } from 'react-router'

export interface SignInState {
  /** The path to return to after signing in, and the state of its page. */
  from?: string
  fromState?: unknown
  email?: string
  notice?: string
}

export function useSignInState(): SignInState {
  const { state } = useLocation() as { state: SignInState | null }
  return state ?? {}
}

let pendingSignUp: { email: string; password: string } | undefined

/** Keep the password in memory until the account is confirmed, so that it need not be typed twice. */
export const rememberPassword = (email: string, password: string): void => {
  pendingSignUp = { email, password }
}

export function consumePassword(email: string): string | undefined {
  const password = pendingSignUp?.email === email ? pendingSignUp.password : undefined
  pendingSignUp = undefined
  return password
}
