import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { isAccountClosed } from '@/lib/api'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'

/** Sign out when a service refuses to store anything for an account that was closed, perhaps on another device. */
export function useClosedAccount(): void {
  const queries = useQueryClient()
  const { signOut } = useSession()
  const { toast } = useToasts()
  useEffect(
    () =>
      queries.getMutationCache().subscribe((event) => {
        const isRefused =
          event.type === 'updated' && event.action.type === 'error' && isAccountClosed(event.action.error)
        if (isRefused) void signOut().then(() => toast('This account is closed, so we have signed you out.'))
      }),
    [queries, signOut, toast],
  )
}
