import { useMutation } from '@tanstack/react-query'
import { BusyButton } from '@/components/forms/BusyButton'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { endSessions } from '../api/credentials'
import { errorMessage } from '@/lib/session/errors'

export function SignOutButtons() {
  const { signOut } = useSession()
  const { toast } = useToasts()
  const everywhereMutation = useMutation({
    mutationFn: async () => {
      await endSessions()
      await signOut()
      toast('You’ve been signed out on all devices.')
    },
    onError: (error) => toast(errorMessage(error)),
  })
  return (
    <div className="d-grid gap-2">
      <button type="button" className="btn btn-outline-primary" onClick={() => void signOut()}>
        Sign out
      </button>
      <BusyButton
        type="button"
        className="btn-outline-primary"
        busy={everywhereMutation.isPending}
        onClick={() => everywhereMutation.mutate()}
      >
        Sign out on all devices
      </BusyButton>
    </div>
  )
}
