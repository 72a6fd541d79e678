import { useNavigate } from 'react-router'
import { useSession } from '@/lib/session'
import { cognito } from './cognito'
import { rememberPassword, useEntry } from './signInState'
import { nameOf } from './errors'

/** Signs in and leads to where the reader wanted to go, or to the code that the account still waits for. */
export function useEnter() {
  const { refresh } = useSession()
  const navigate = useNavigate()
  const { from = '/' } = useEntry()

  return async (email: string, password: string): Promise<void> => {
    const { signIn } = await cognito()
    try {
      const { nextStep } = await signIn({ username: email, password })
      if (nextStep.signInStep === 'CONFIRM_SIGN_UP') return toCode(email, password)
    } catch (error) {
      if (nameOf(error) === 'UserNotConfirmedException') return toCode(email, password)
      if (nameOf(error) !== 'UserAlreadyAuthenticatedException') throw error
    }
    await refresh()
    await navigate(from, { replace: true })
  }

  async function toCode(email: string, password: string) {
    rememberPassword(email, password)
    await navigate('/sign-up/code', { state: { email, from } })
  }
}
