/**
 * Replaces Amplify: `vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))`.
 * `setSignedIn()` signs in a customer.
 */
import { vi } from 'vitest'
import type { Credentials } from '@/lib/api'
import type { Customer } from '@/lib/session'
import { localTexts } from '@/lib/storage'

export const ANN: Customer = { id: 'ann', email: 'ann@example.org', groups: [] }

let customer: Customer | null = null

/** A key that Amplify stores after a sign-in. */
const LAST_USER_KEY = 'CognitoIdentityServiceProvider.client.LastAuthUser'

export function setSignedIn(signedIn: Customer = ANN): void {
  customer = signedIn
  isRenewable = true
  localTexts.setItem(LAST_USER_KEY, signedIn.id)
}

export function setSignedOut(): void {
  customer = null
  localTexts.removeItem(LAST_USER_KEY)
}

export const configureAmplify = async (): Promise<void> => undefined
export const currentCustomer = async (): Promise<Customer | null> => customer

/** The session that can be renewed: `setRenewable(false)` ends it at the next refusal of its token. */
let isRenewable = true
let tokenNumber = 1

export const setRenewable = (renewable: boolean): void => {
  isRenewable = renewable
}

export async function credentials(options?: { forceRefresh: boolean }): Promise<Credentials | undefined> {
  if (!customer || (options?.forceRefresh && !isRenewable)) return undefined
  if (options?.forceRefresh) tokenNumber++
  return { token: `token-${tokenNumber}-of-${customer.id}`, customerId: customer.id }
}

export const signOut = async (): Promise<void> => setSignedOut()

const DONE = { nextStep: { signInStep: 'DONE' } }

export const signIn = vi.fn<(credentials: { username: string; password: string }) => Promise<typeof DONE>>(
  async () => {
    setSignedIn()
    return DONE
  },
)
export const replaceSession = vi.fn<(email: string, password: string) => Promise<void>>(async () => undefined)

/** Create an error of Cognito, which only its name identifies. */
export const cognitoError = (name: string): Error => Object.assign(new Error(name), { name })
