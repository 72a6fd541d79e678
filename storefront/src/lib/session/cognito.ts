/** Amplify's sign-in by SRP, in which the password never leaves the browser. Loaded lazily. */
import { Amplify } from 'aws-amplify'
import { fetchAuthSession, signIn, signOut as signOutOfCognito } from 'aws-amplify/auth'
import { cognitoUserPoolsTokenProvider } from 'aws-amplify/auth/cognito'
import type { Credentials } from '../api'
import { loadSettings } from '../settings'
import { localTexts } from '../storage'
import type { Customer } from './customer'

export { signIn } from 'aws-amplify/auth'

/** Where Amplify stores the tokens: a browser that refuses its storage can sign in until the page is left. */
const tokenStorage = {
  getItem: async (key: string) => localTexts.getItem(key),
  setItem: async (key: string, text: string) => localTexts.setItem(key, text),
  removeItem: async (key: string) => localTexts.removeItem(key),
  clear: async () => localTexts.clear(),
}

let configuration: Promise<void> | undefined

/** Configure Amplify once; await it before any of the exported functions. */
export function configureAmplify(): Promise<void> {
  configuration ??= loadSettings().then(({ cognito }) => {
    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: cognito.user_pool_id,
          userPoolClientId: cognito.client_id,
          ...(cognito.endpoint && { userPoolEndpoint: new URL(cognito.endpoint, location.origin).href }),
        },
      },
    })
    cognitoUserPoolsTokenProvider.setKeyValueStorage(tokenStorage) // `configure` sets Amplify's own
  })
  return configuration
}

/** Return the signed-in customer or null; renews an expired token. */
export async function currentCustomer(): Promise<Customer | null> {
  await configureAmplify()
  const { tokens } = await fetchAuthSession()
  const claims = tokens?.idToken?.payload
  if (!claims?.sub) return null
  const groups = claims['cognito:groups']
  return {
    id: claims.sub,
    email: String(claims.email ?? ''),
    groups: Array.isArray(groups) ? groups.map(String) : [],
  }
}

/** Return the id token and whom it names; undefined without a session. With `forceRefresh` a new one. */
export async function credentials(options?: { forceRefresh: boolean }): Promise<Credentials | undefined> {
  await configureAmplify()
  const { idToken } = (await fetchAuthSession(options)).tokens ?? {}
  return idToken?.payload.sub ? { token: idToken.toString(), customerId: idToken.payload.sub } : undefined
}

export async function signOut(): Promise<void> {
  await configureAmplify()
  await signOutOfCognito()
}

/** Replace a session that has ended at Cognito by a new one of the same customer. */
export async function replaceSession(email: string, password: string): Promise<void> {
  await signOut()
  await signIn({ username: email, password })
}
