import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { deleteCustomerData } from '../api/profile'
import { errorMessage } from '@/lib/session/errors'

/**
 * Deletes the account after a confirmation; the service deletes the account at Cognito with the rest.
 */
export function DeleteAccount() {
  const [isConfirming, setConfirming] = useState(false)
  const navigate = useNavigate()
  const { signOut } = useSession()
  const { toast } = useToasts()
  const deleteMutation = useMutation({
    mutationFn: async () => {
      await deleteCustomerData()
      await navigate('/') // before the session ends, which would redirect this page to sign-in
      await signOut()
      toast('Your account has been deleted. Thank you for reading with us.')
    },
  })
  const problem =
    deleteMutation.error instanceof ApiError
      ? deleteMutation.error.message
      : errorMessage(deleteMutation.error)
  return (
    <section className="mt-5" aria-labelledby="delete">
      <h2 className="h4" id="delete">
        Delete account
      </h2>
      <p className="quiet">
        This deletes your name, addresses, cart, wishlist and reviews. We keep your orders for our records,
        and remove your address and email from them once they’ve been delivered.
      </p>
      {deleteMutation.isError && (
        <Note tone="bad" live>
          {problem}
        </Note>
      )}
      {isConfirming ? (
        <div className="d-flex flex-wrap gap-3 align-items-center" role="group" aria-label="Are you sure?">
          <BusyButton type="button" busy={deleteMutation.isPending} onClick={() => deleteMutation.mutate()}>
            Yes, delete my account
          </BusyButton>
          <button type="button" className="textbutton" autoFocus onClick={() => setConfirming(false)}>
            Keep my account
          </button>
        </div>
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setConfirming(true)}>
          Delete my account
        </button>
      )}
    </section>
  )
}
