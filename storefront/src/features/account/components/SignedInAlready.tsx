import { Link } from 'react-router'
import { PageTitle } from '@/components/PageTitle'
import { useSession, type Customer } from '@/lib/session'
import { useSignInState } from '../signInState'

/** Says who is signed in, perhaps in another tab, before anybody enters a password that nobody would check. */
export function SignedInAlready({ customer }: { customer: Customer }) {
  const { signOut } = useSession()
  const { from = '/account', fromState } = useSignInState()
  return (
    <>
      <PageTitle className="mb-3">You are signed in</PageTitle>
      <p className="quiet mb-4">
        This browser is signed in as <b className="fw-medium text-break">{customer.email}</b>.
      </p>
      <p className="d-flex flex-wrap gap-3 align-items-center">
        <Link className="btn btn-primary text-break" to={from} state={fromState} replace>
          Continue as {customer.email}
        </Link>
        <button type="button" className="btn btn-outline-primary" onClick={() => void signOut()}>
          Sign out
        </button>
      </p>
    </>
  )
}
