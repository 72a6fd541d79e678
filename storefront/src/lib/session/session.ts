/**
 * The session. A guest never loads the sign-in code: it is loaded only where Amplify has stored tokens. Call
 * `refresh()` after a sign-in; queries that depend on the customer have the customer's id in their key.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { clearPersonal } from '../storage'
import { notifyTabs } from '../tabs'
import { customerQuery, loadCognito } from './customerQuery'
import { clearEndedSession } from './ended'
import type { Customer } from './customer'

interface Session {
  customer: Customer | undefined
  /** False until it is known whether a customer is signed in. */
  isResolved: boolean
  refresh: () => Promise<Customer | undefined>
  signOut: () => Promise<void>
}

export function useSession(): Session {
  const queries = useQueryClient()
  const { data: customer, isPending } = useQuery(customerQuery())

  const refresh = useCallback(async () => {
    const current = await queries.fetchQuery({ ...customerQuery(), staleTime: 0 })
    if (current) clearEndedSession()
    notifyTabs('session')
    return current ?? undefined
  }, [queries])

  const signOut = useCallback(async () => {
    await (await loadCognito()).signOut()
    clearPersonal()
    clearEndedSession()
    queries.setQueryData(customerQuery().queryKey, null)
    notifyTabs('signed-out')
  }, [queries])

  return { customer: customer ?? undefined, isResolved: !isPending, refresh, signOut }
}
