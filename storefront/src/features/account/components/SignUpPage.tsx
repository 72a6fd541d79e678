import { Link, useNavigate } from 'react-router'
import { useSignInState } from '../signInState'
import { EmailForm } from './EmailForm'

export function Component() {
  const state = useSignInState()
  const navigate = useNavigate()
  return (
    <EmailForm
      flow="sign-up"
      title="Create an account"
      intro="Keep your orders, addresses and wishlist in one place. We’ll keep your cart."
      button="Continue"
      onSent={(email, resendAfter) =>
        navigate('/sign-up/code', { state: { ...state, email, resendAfter, notice: undefined } })
      }
    >
      {(email) => (
        <p className="mt-4">
          Already have an account?{' '}
          <Link to="/sign-in" state={{ ...state, email }}>
            Sign in
          </Link>
        </p>
      )}
    </EmailForm>
  )
}
