import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import { RequireSignIn } from '@/components/RequireSignIn'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { OrderTotals } from '@/components/totals/OrderTotals'
import { OrderNotFound } from '@/components/states/OrderNotFound'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { ApiError, isNotFound } from '@/lib/api'
import { formatTime } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { formatBookCount, countCopies, refreshPayment, shortOrderNumber, type Order } from '@/lib/orders'
import { capitalize, formatCount } from '@/lib/text'
import { paymentQuery } from '../api/payment'
import { PaymentForm } from '../payment/PaymentForm'
import type { PaymentFormHandle } from '../payment/types'
import { confirmationPath } from '../usePlaceAndPay'
import { SummaryLines } from './SummaryLines'

/** Payment of an unpaid order, after a decline or later. */
export function Component() {
  const { orderId = '' } = useParams()
  return (
    <div className="container">
      <Seo title="Pay for your order" noindex />
      <Breadcrumbs crumbs={[{ label: 'Your orders', to: '/orders' }, { label: shortOrderNumber(orderId) }]} />
      <RequireSignIn>
        {(customer) => <OpenOrderPayment customerId={customer.id} orderId={orderId} />}
      </RequireSignIn>
    </div>
  )
}

function OpenOrderPayment({ customerId, orderId }: { customerId: string; orderId: string }) {
  const { data, error, isFetchedAfterMount } = useQuery({
    ...paymentQuery(customerId, orderId),
    throwOnError: (error) => !isNotFound(error),
  })
  if (error) return <OrderNotFound />
  if (!data || !isFetchedAfterMount)
    return (
      <>
        <LoadingMessage label="Checking your payment" />
        <SkeletonLine width="60%" height="2.75rem" />
        <SkeletonLine width="100%" height="14rem" />
      </>
    )
  const { order, client_secret } = data
  if (order.status !== 'pending_payment') return <Redirect to={`/orders/${orderId}`} />
  if (!client_secret || order.payment_status === 'processing')
    return <Redirect to={confirmationPath(orderId)} />
  return <PayForm customerId={customerId} order={order} secret={client_secret} />
}

function PayForm({ customerId, order, secret }: { customerId: string; order: Order; secret: string }) {
  const paymentForm = useRef<PaymentFormHandle>(null)
  const navigate = useNavigate()
  const { totals, problem, order_id } = order
  const returnPath = confirmationPath(order_id)
  const payMutation = useMutation({
    mutationFn: async () => {
      if (!(await paymentForm.current?.check())) return
      await refreshPayment(customerId, order_id) // fails when somebody else has signed in
      const outcome = await paymentForm.current?.pay(secret, location.origin + returnPath)
      if (outcome?.kind === 'declined') throw new Error(outcome.message)
      await navigate(returnPath, { replace: true })
    },
  })
  const declined = payMutation.error?.message ?? (payMutation.isIdle ? problem : undefined)
  return (
    <div className="two">
      <form noValidate onSubmit={(event) => (event.preventDefault(), payMutation.mutate())}>
        <PageTitle className="h2 mb-3">Pay for your {formatBookCount(order)}</PageTitle>
        {order.reserved_until && (
          <p className="quiet">Reserved for you until {formatTime(order.reserved_until)}.</p>
        )}
        {declined && (
          <div className="mb-3">
            <Note tone="bad" live>
              {payMutation.error instanceof ApiError ? payMutation.error.message : declined}
            </Note>
          </div>
        )}
        <PaymentForm
          ref={paymentForm}
          customerId={customerId}
          amount={totals.total}
          currency={totals.currency ?? 'GBP'}
        />
        <BusyButton className="btn-primary px-4 mt-4" busy={payMutation.isPending}>
          Pay {formatMoney(totals.total, totals.currency)}
        </BusyButton>
      </form>
      <aside className="summary" aria-labelledby="summary">
        <h2 id="summary">Your {formatBookCount(order)}</h2>
        <SummaryLines lines={order.lines} />
        <OrderTotals totals={totals} books={capitalize(formatCount(countCopies(order), 'book'))} />
      </aside>
    </div>
  )
}
