/**
 * The session. A guest never loads the sign-in code: it is loaded only where Amplify has stored tokens. Call
 * `refresh()` after a sign-in; queries that depend on the customer have `customer?.id` in their key.
 */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { setTokenSource } from '../api/client'
import { clearPersonal, localTexts } from '../storage'
import type { Customer } from './customer'

interface Session {
  customer: Customer | undefined
  /** False until it is known whether a customer is signed in. */
  isResolved: boolean
  refresh: () => Promise<Customer | undefined>
  signOut: () => Promise<void>
}

const loadCognito = () => import('./cognito')

/** Whether Amplify has stored tokens in this browser. */
const hasSignedInBefore = (): boolean =>
  localTexts.keys().some((key) => key.startsWith('CognitoIdentityServiceProvider.'))

setTokenSource(async () =>
  hasSignedInBefore() ? (await loadCognito()).idToken().catch(() => undefined) : undefined,
)

/** The signed-in customer; null for a guest or a session that cannot be renewed. */
const customerQuery = () =>
  queryOptions({
    queryKey: ['customer'],
    queryFn: async (): Promise<Customer | null> =>
      hasSignedInBefore() ? await (await loadCognito()).currentCustomer().catch(() => null) : null,
    initialData: () => (hasSignedInBefore() ? undefined : null),
    staleTime: Infinity,
  })

export function useSession(): Session {
  const queries = useQueryClient()
  const { data: customer, isPending } = useQuery(customerQuery())

  const refresh = useCallback(async () => {
    const current = await queries.fetchQuery({ ...customerQuery(), staleTime: 0 })
    return current ?? undefined
  }, [queries])

  const signOut = useCallback(async () => {
    await (await loadCognito()).signOut()
    clearPersonal()
    queries.setQueryData(customerQuery().queryKey, null)
  }, [queries])

  return { customer: customer ?? undefined, isResolved: !isPending, refresh, signOut }
}
