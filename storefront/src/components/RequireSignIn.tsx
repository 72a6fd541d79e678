import type { ReactNode } from 'react'
import { useLocation } from 'react-router'
import { useSession, type Customer } from '@/lib/session'
import { Redirect } from './Redirect'
import { LoadingMessage } from './states/Skeleton'

/** Guards a page that needs an account: a guest is sent to sign in and returns here afterwards. */
export function RequireSignIn({ children }: { children: (customer: Customer) => ReactNode }) {
  const { customer, isResolved } = useSession()
  const { pathname, search } = useLocation()
  if (!isResolved) return <LoadingMessage label="Checking your account" />
  if (!customer) return <Redirect to="/sign-in" state={{ from: pathname + search }} />
  return children(customer)
}
