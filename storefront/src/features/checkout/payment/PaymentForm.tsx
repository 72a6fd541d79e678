import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { Line, Loading } from '@/components/states/Skeleton'
import { settings } from '@/lib/settings'
import type { TillProps } from './types'

const StripeForm = lazy(() => import('./StripeForm'))
const SimulatorForm = lazy(() => import('./SimulatorForm'))

/** Which one, the stage's settings say. Neither is loaded before somebody pays. */
export function PaymentForm(till: TillProps) {
  const { data } = useQuery({
    queryKey: ['settings'],
    queryFn: settings,
    staleTime: Infinity,
    throwOnError: true,
  })
  if (!data) return <PaymentSkeleton />
  return (
    <Suspense fallback={<PaymentSkeleton />}>
      {data.stripe.api ? <SimulatorForm {...till} /> : <StripeForm {...till} />}
    </Suspense>
  )
}

function PaymentSkeleton() {
  return (
    <div className="element">
      <Loading what="Loading the card form" />
      <Line width="100%" height="11rem" />
    </div>
  )
}
