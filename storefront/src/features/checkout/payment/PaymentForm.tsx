import { useQuery } from '@tanstack/react-query'
import { Suspense, lazy } from 'react'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { settingsQuery } from '@/lib/settings'
import type { PaymentFormProps } from './types'

const StripeForm = lazy(() => import('./StripeForm'))
const SimulatorForm = lazy(() => import('./SimulatorForm'))

/** The simulator's form or Stripe's, by the stage's settings. Both are loaded lazily. */
export function PaymentForm(props: PaymentFormProps) {
  const { data } = useQuery({ ...settingsQuery(), throwOnError: true })
  if (!data) return <PaymentSkeleton />
  return (
    <Suspense fallback={<PaymentSkeleton />}>
      {data.stripe.api ? <SimulatorForm {...props} /> : <StripeForm {...props} />}
    </Suspense>
  )
}

function PaymentSkeleton() {
  return (
    <div className="element">
      <LoadingMessage label="Loading the card form" />
      <SkeletonLine width="100%" height="11rem" />
    </div>
  )
}
