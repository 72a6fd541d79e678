import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from '@/components/states/ErrorState'
import { LoadingMessage } from '@/components/states/Skeleton'
import { useSession, type Customer } from '@/lib/session'
import { AccessContext, accessQuery } from './access'
import { NoRole } from './NoRole'
import { SignIn } from './SignIn'

/** Shows the back office to staff; to anybody else the sign-in, or why the account does not fit. */
export function RequireStaff({ children }: { children: ReactNode }) {
  const { customer, isResolved } = useSession()
  if (!isResolved) return <LoadingMessage label="Checking your account" />
  return customer ? <WithAccess customer={customer}>{children}</WithAccess> : <SignIn />
}

function WithAccess({ customer, children }: { customer: Customer; children: ReactNode }) {
  const { data: access, error, refetch } = useQuery(accessQuery(customer.id))
  if (error && !access)
    return (
      <main className="container">
        <ErrorState error={error} onRetry={() => void refetch()} title="We couldn’t check what you may do" />
      </main>
    )
  if (!access) return <LoadingMessage label="Checking your role" />
  if (access.roles.length === 0) return <NoRole email={customer.email} />
  return <AccessContext value={{ ...access, customerId: customer.id }}>{children}</AccessContext>
}
