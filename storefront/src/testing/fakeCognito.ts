/**
 * Stands in for Amplify: `vi.mock('@/lib/session/cognito', () => import('@/testing/fakeCognito'))`.
 * `signedIn()` makes a reader of whoever opens the shop next.
 */
import { vi } from 'vitest'
import type { Reader } from '@/lib/session'

export const ANN: Reader = { id: 'ann', email: 'ann@example.org', groups: [] }

let reader: Reader | null = null

/** The trace that Amplify leaves in a browser. */
const MARK = 'CognitoIdentityServiceProvider.client.LastAuthUser'

export function signedIn(who: Reader = ANN): void {
  reader = who
  localStorage.setItem(MARK, who.id)
}

export function signedOut(): void {
  reader = null
  localStorage.removeItem(MARK)
}

export const prepare = async (): Promise<void> => undefined
export const currentReader = async (): Promise<Reader | null> => reader
export const idToken = async (): Promise<string | undefined> => (reader ? `token-of-${reader.id}` : undefined)
export const signOut = async (): Promise<void> => signedOut()

const DONE = { nextStep: { signInStep: 'DONE' } }

export const signIn = vi.fn<(who: { username: string; password: string }) => Promise<typeof DONE>>(
  async () => {
    signedIn()
    return DONE
  },
)
export const signUp = vi.fn(async () => ({ nextStep: { signUpStep: 'CONFIRM_SIGN_UP' } }))
export const confirmSignUp = vi.fn(async () => ({ isSignUpComplete: true }))
export const resendSignUpCode = vi.fn(async () => ({}))
export const resetPassword = vi.fn(async () => ({}))
export const confirmResetPassword = vi.fn(async () => undefined)
export const updatePassword = vi.fn(async () => undefined)
export const deleteUser = vi.fn(async () => undefined)

/** What Cognito throws: only the name tells one from another. */
export const refusal = (name: string): Error => Object.assign(new Error(name), { name })
