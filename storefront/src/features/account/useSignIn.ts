import { useIsMutating } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useSession } from '@/lib/session'
import { loadCognito } from './cognito'
import { useSignInState } from './signInState'
import { errorName } from '@/lib/session/errors'

/** The key of every mutation that ends with a sign-in. */
export const SIGN_IN = ['sign-in']

/** Whether this page is signing a customer in, and not another tab. */
export const useIsSigningIn = (): boolean => useIsMutating({ mutationKey: SIGN_IN }) > 0

/**
 * Return a function that signs in and navigates back, or to the sign-up for an address that was never confirmed.
 * Where somebody is signed in already it changes nothing: the page then says who.
 */
export function useSignIn() {
  const { refresh } = useSession()
  const navigate = useNavigate()
  const { from = '/', fromState } = useSignInState()

  return async (email: string, password: string): Promise<void> => {
    const { signIn } = await loadCognito()
    try {
      const { nextStep } = await signIn({ username: email, password })
      if (nextStep.signInStep === 'CONFIRM_SIGN_UP') return goToSignUp(email)
    } catch (error) {
      if (errorName(error) === 'UserNotConfirmedException') return goToSignUp(email)
      if (errorName(error) === 'UserAlreadyAuthenticatedException' && (await refresh())) return
      throw error
    }
    await refresh()
    await navigate(from, { replace: true, state: fromState })
  }

  async function goToSignUp(email: string) {
    const notice = 'Please confirm your email address first: we’ll send you a code.'
    await navigate('/sign-up', { state: { email, from, fromState, notice } })
  }
}
