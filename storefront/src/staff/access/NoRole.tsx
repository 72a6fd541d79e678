import { useSession } from '@/lib/session'
import { EntryPage } from './EntryPage'

/** Says that the account is a customer's, and what to do about it. */
export function NoRole({ email }: { email: string }) {
  const { signOut } = useSession()
  return (
    <EntryPage title="This account has no staff role">
      <p>
        You are signed in as <b>{email}</b>, which is a customer’s account. Ask an owner of the shop for a
        role, then sign in again; or sign in with the account that you use for work.
      </p>
      <p className="d-flex flex-wrap gap-3 mb-0">
        <button type="button" className="btn btn-primary" onClick={() => void signOut()}>
          Sign in with another account
        </button>
        <a className="btn btn-outline-primary" href="/">
          Go to the shop
        </a>
      </p>
    </EntryPage>
  )
}
