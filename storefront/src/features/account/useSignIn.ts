import { useNavigate } from 'react-router'
import { useSession } from '@/lib/session'
import { loadCognito } from './cognito'
import { rememberPassword, useSignInState } from './signInState'
import { errorName } from './errors'

/** Return a function that signs in and navigates back, or to the confirmation of an unconfirmed account. */
export function useSignIn() {
  const { refresh } = useSession()
  const navigate = useNavigate()
  const { from = '/' } = useSignInState()

  return async (email: string, password: string): Promise<void> => {
    const { signIn } = await loadCognito()
    try {
      const { nextStep } = await signIn({ username: email, password })
      if (nextStep.signInStep === 'CONFIRM_SIGN_UP') return goToConfirmation(email, password)
    } catch (error) {
      if (errorName(error) === 'UserNotConfirmedException') return goToConfirmation(email, password)
      if (errorName(error) !== 'UserAlreadyAuthenticatedException') throw error
    }
    await refresh()
    await navigate(from, { replace: true })
  }

  async function goToConfirmation(email: string, password: string) {
    rememberPassword(email, password)
    await navigate('/sign-up/code', { state: { email, from } })
  }
}
