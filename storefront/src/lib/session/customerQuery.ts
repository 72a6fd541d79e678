/** Who is signed in, by the tokens that Amplify has stored for all tabs of this browser. */
import { queryOptions } from '@tanstack/react-query'
import { localTexts } from '../storage'
import type { Customer } from './customer'

const TOKENS = 'CognitoIdentityServiceProvider.'

export const loadCognito = () => import('./cognito')

export const isTokenKey = (key: string): boolean => key.startsWith(TOKENS)

/** Whether Amplify has stored tokens in this browser. */
export const hasTokens = (): boolean => localTexts.keys().some(isTokenKey)

export const removeTokens = (): void =>
  localTexts
    .keys()
    .filter(isTokenKey)
    .forEach((key) => localTexts.removeItem(key))

/**
 * The signed-in customer; null for a guest or a session that cannot be renewed. Without a connection an error,
 * so that nobody is signed out by a tunnel.
 */
export const customerQuery = () =>
  queryOptions({
    queryKey: ['customer'],
    queryFn: loadCustomer,
    initialData: () => (hasTokens() ? undefined : null),
    staleTime: Infinity,
    refetchOnWindowFocus: 'always', // another tab may have signed out
  })

async function loadCustomer(): Promise<Customer | null> {
  if (!hasTokens()) return null
  const { currentCustomer } = await loadCognito()
  return currentCustomer().catch((error: unknown) => {
    if (isOffline(error)) throw error
    return null
  })
}

const isOffline = (error: unknown): boolean => error instanceof Error && error.name === 'NetworkError'
