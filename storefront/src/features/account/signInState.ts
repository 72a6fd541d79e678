/** The router state that the sign-in pages hand to each other. */
import { useLocation } from 'react-router'

export interface SignInState {
  /** The path to return to after signing in, and the state of its page. */
  from?: string
  fromState?: unknown
  email?: string
  notice?: string
  /** Seconds from the page's opening until another code can be asked for. */
  resendAfter?: number
}

export function useSignInState(): SignInState {
  const { state } = useLocation() as { state: SignInState | null }
  return state ?? {}
}
