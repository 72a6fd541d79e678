/** Amplify's sign-in (SRP: the password never leaves the browser). Loaded only when somebody signs in or has signed in. */
import { Amplify } from 'aws-amplify'
import { fetchAuthSession, signOut as leave } from 'aws-amplify/auth'
import { settings } from '../settings'
import type { Reader } from './customer'

export {
  confirmResetPassword,
  confirmSignUp,
  deleteUser,
  resendSignUpCode,
  resetPassword,
  signIn,
  signUp,
  updatePassword,
} from 'aws-amplify/auth'

let configured: Promise<void> | undefined

/** To be awaited before any of the functions above. */
export function prepare(): Promise<void> {
  configured ??= settings().then(({ cognito }) => {
    Amplify.configure({
      Auth: {
        Cognito: {
          userPoolId: cognito.user_pool_id,
          userPoolClientId: cognito.client_id,
          ...(cognito.endpoint && { userPoolEndpoint: new URL(cognito.endpoint, location.origin).href }),
        },
      },
    })
  })
  return configured
}

/** Who is signed in, or null; renews the token when it has run out. */
export async function currentReader(): Promise<Reader | null> {
  await prepare()
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

export async function idToken(): Promise<string | undefined> {
  await prepare()
  const { tokens } = await fetchAuthSession()
  return tokens?.idToken?.toString()
}

export async function signOut(): Promise<void> {
  await prepare()
  await leave()
}
