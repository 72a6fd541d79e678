/** Codes by email, passwords and addresses of accounts. Their answers do not tell who has an account. */
import { ApiError, orders, unwrap, type OrdersTypes } from '@/lib/api'

export type CodeFlow = 'sign-up' | 'password-reset'
type CodeSent = Pick<OrdersTypes['schemas']['CodeSentResponse'], 'resend_after'>

export interface CodeConfirmation {
  email: string
  code: string
  password: string
}

/** Have a code sent, and return the seconds until another can be asked for: one may be on its way already. */
export const requestCode = (flow: CodeFlow, email: string): Promise<CodeSent> =>
  unwrap(
    flow === 'sign-up'
      ? orders().POST('/sign-ups', { body: { email } })
      : orders().POST('/password-resets', { body: { email } }),
  ).catch(acceptOnItsWay)

export const confirmCode = (flow: CodeFlow, body: CodeConfirmation): Promise<unknown> =>
  unwrap(
    flow === 'sign-up'
      ? orders().POST('/sign-ups/confirm', { body })
      : orders().POST('/password-resets/confirm', { body }),
  )

export const changePassword = (body: OrdersTypes['schemas']['PasswordRequest']): Promise<unknown> =>
  unwrap(orders().PUT('/customers/me/password', { body }))

/** Have a code sent to the new address, as `requestCode` does. */
export const requestEmailChange = (body: OrdersTypes['schemas']['EmailRequest']): Promise<CodeSent> =>
  unwrap(orders().POST('/customers/me/email-changes', { body })).catch(acceptOnItsWay)

export const confirmEmailChange = (code: string): Promise<unknown> =>
  unwrap(orders().POST('/customers/me/email-changes/confirm', { body: { code } }))

/** End the sessions of all devices, this one included. */
export const endSessions = (): Promise<unknown> => unwrap(orders().DELETE('/customers/me/sessions'))

function acceptOnItsWay(error: unknown): CodeSent {
  if (error instanceof ApiError && error.details.limit === 'code') return { resend_after: error.retryAfter }
  throw error
}
