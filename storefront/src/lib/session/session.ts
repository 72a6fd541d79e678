/**
 * Who is reading. A guest never loads the sign-in code: only a browser that has signed in before holds its trace.
 * After a sign-in, `await refresh()`; everything that depends on the reader has `reader?.id` in its query key.
 */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { takeTokensFrom } from '../api/client'
import { forgetTab } from '../storage'
import type { Reader } from './customer'

interface Session {
  reader: Reader | undefined
  /** False until it is known whether somebody is signed in. */
  known: boolean
  refresh: () => Promise<Reader | undefined>
  signOut: () => Promise<void>
}

const cognito = () => import('./cognito')

/** Amplify keeps its tokens under this prefix. */
const hasSignedInBefore = (): boolean => {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith('CognitoIdentityServiceProvider.'))
  } catch {
    return false
  }
}

takeTokensFrom(async () =>
  hasSignedInBefore() ? (await cognito()).idToken().catch(() => undefined) : undefined,
)

/** Null: nobody. A session that cannot be renewed is nobody's. */
const readerQuery = () =>
  queryOptions({
    queryKey: ['reader'],
    queryFn: async (): Promise<Reader | null> =>
      hasSignedInBefore() ? await (await cognito()).currentReader().catch(() => null) : null,
    initialData: () => (hasSignedInBefore() ? undefined : null),
    staleTime: Infinity,
  })

export function useSession(): Session {
  const queries = useQueryClient()
  const { data: reader, isPending } = useQuery(readerQuery())

  const refresh = useCallback(async () => {
    const found = await queries.fetchQuery({ ...readerQuery(), staleTime: 0 })
    return found ?? undefined
  }, [queries])

  const signOut = useCallback(async () => {
    await (await cognito()).signOut()
    forgetTab()
    queries.setQueryData(readerQuery().queryKey, null)
  }, [queries])

  return { reader: reader ?? undefined, known: !isPending, refresh, signOut }
}
