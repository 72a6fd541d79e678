import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ForReaders } from '@/components/RequireSignIn'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { Sums } from '@/components/totals/OrderTotals'
import { Line, Loading } from '@/components/states/Skeleton'
import { ApiError } from '@/lib/api'
import { timeOf } from '@/lib/dates'
import { money } from '@/lib/money'
import { booksOf, copiesOf, shortNumber, type Order } from '@/lib/orders'
import { capital, counted } from '@/lib/text'
import { settledQuery } from '../api/payment'
import { PaymentForm } from '../payment/PaymentForm'
import type { Till } from '../payment/types'
import { doneAddress } from '../usePlaceAndPay'
import { BillBooks } from './SummaryLines'

/** An order that still waits for its money: after a decline, or come back to later. */
export function Component() {
  const { orderId = '' } = useParams()
  return (
    <div className="container">
      <Seo title="Pay your order" noindex />
      <RunningHead trail={[{ label: 'Your orders', to: '/orders' }, { label: shortNumber(orderId) }]} />
      <ForReaders>{(reader) => <Pay readerId={reader.id} orderId={orderId} />}</ForReaders>
    </div>
  )
}

function Pay({ readerId, orderId }: { readerId: string; orderId: string }) {
  const { data, isFetchedAfterMount } = useQuery({ ...settledQuery(readerId, orderId), throwOnError: true })
  if (!data || !isFetchedAfterMount)
    return (
      <>
        <Loading what="Asking how the payment stands" />
        <Line width="60%" height="2.75rem" />
        <Line width="100%" height="14rem" />
      </>
    )
  const { order, client_secret } = data
  if (order.status !== 'pending_payment') return <Redirect to={`/orders/${orderId}`} />
  if (!client_secret || order.payment_status === 'processing') return <Redirect to={doneAddress(orderId)} />
  return <PayForm order={order} secret={client_secret} />
}

function PayForm({ order, secret }: { order: Order; secret: string }) {
  const till = useRef<Till>(null)
  const navigate = useNavigate()
  const { totals, problem, order_id } = order
  const done = doneAddress(order_id)
  const paying = useMutation({
    mutationFn: async () => {
      if (!(await till.current?.check())) return
      const outcome = await till.current?.pay(secret, location.origin + done)
      if (outcome?.kind === 'declined') throw new Error(outcome.message)
      await navigate(done, { replace: true })
    },
  })
  const declined = paying.error?.message ?? (paying.isIdle ? problem : undefined)
  return (
    <div className="two">
      <form noValidate onSubmit={(event) => (event.preventDefault(), paying.mutate())}>
        <PageTitle className="h2 mb-3">{capital(booksOf(order))}, waiting for you</PageTitle>
        {order.reserved_until && <p className="quiet">Held for you until {timeOf(order.reserved_until)}.</p>}
        {declined && (
          <div className="mb-3">
            <Note tone="bad" live>
              {paying.error instanceof ApiError ? paying.error.message : declined}
            </Note>
          </div>
        )}
        <PaymentForm ref={till} amount={totals.total} currency={totals.currency ?? 'GBP'} />
        <BusyButton className="btn-primary px-4 mt-4" busy={paying.isPending}>
          Pay {money(totals.total, totals.currency)}
        </BusyButton>
      </form>
      <aside className="bill" aria-labelledby="bill">
        <h2 id="bill">Your {booksOf(order)}</h2>
        <BillBooks lines={order.lines} />
        <Sums totals={totals} books={capital(counted(copiesOf(order), 'book'))} />
      </aside>
    </div>
  )
}
