import type { ReactNode } from 'react'
import { useReturnState, useSession, type Customer } from '@/lib/session'
import { Redirect } from './Redirect'
import { LoadingMessage } from './states/Skeleton'

/** Guards a page that needs an account: a guest is sent to sign in and returns here afterwards. */
export function RequireSignIn({ children }: { children: (customer: Customer) => ReactNode }) {
  const { customer, isResolved } = useSession()
  const returnState = useReturnState()
  if (!isResolved) return <LoadingMessage label="Checking your account" />
  if (!customer) return <Redirect to="/sign-in" state={returnState} />
  return children(customer)
}
