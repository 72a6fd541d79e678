import { Redirect } from '@/components/Redirect'
import { useSignInState } from '../signInState'
import { CodeForm } from './CodeForm'

/** Creates an account by the code from the email; the page is the same for an address that has one already. */
export function Component() {
  const { email, resendAfter = 0 } = useSignInState()
  if (!email) return <Redirect to="/sign-up" />
  return (
    <CodeForm
      flow="sign-up"
      email={email}
      resendAfter={resendAfter}
      title="Check your email"
      intro={
        <>
          We’ve written to <b className="fw-medium text-break">{email}</b>. Enter the 6-digit code from our
          email and choose a password.
        </>
      }
      button="Create account"
    />
  )
}
