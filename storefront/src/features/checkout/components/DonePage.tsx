import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { ForReaders } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { Sums } from '@/components/totals/OrderTotals'
import { Line, Loading } from '@/components/states/Skeleton'
import { setCoupon } from '@/lib/cart'
import { inOneLine } from '@/lib/customers'
import { booksOf, copiesOf, isSent, orderQuery, shortNumber, useExpected, type Order } from '@/lib/orders'
import type { Reader } from '@/lib/session'
import { capital, counted } from '@/lib/text'
import { settledQuery } from '../api/payment'
import { forgetDraft } from '../draft'
import { useEmptiedCart } from '../usePollCart'
import { BillBooks } from './SummaryLines'

/** Where the bank sends the reader back to. It may be loaded as often as one likes: it only asks how things stand. */
export function Component() {
  const { orderId = '' } = useParams()
  return (
    <div className="container">
      <Seo title="Your order" noindex />
      <RunningHead trail={[{ label: 'Your orders', to: '/orders' }, { label: shortNumber(orderId) }]} />
      <ForReaders>{(reader) => <Done reader={reader} orderId={orderId} />}</ForReaders>
    </div>
  )
}

function Done({ reader, orderId }: { reader: Reader; orderId: string }) {
  const settled = useQuery({ ...settledQuery(reader.id, orderId), throwOnError: true })
  const { data: polled } = useQuery({
    ...orderQuery(reader.id, orderId),
    enabled: settled.isFetchedAfterMount,
  })
  const order = polled ?? settled.data?.order
  if (!order || !settled.isFetchedAfterMount) return <Asking />
  if (order.status === 'cancelled') return <Redirect to={`/orders/${orderId}`} />
  if (order.status !== 'pending_payment') return <Thanks reader={reader} order={order} />
  if (order.payment_status === 'processing') return <Waiting order={order} />
  return <Redirect to={`/checkout/pay/${orderId}`} />
}

function Asking() {
  return (
    <>
      <PageTitle className="mb-3">One moment</PageTitle>
      <Loading what="Asking the bank how the payment went" />
      <Line width="24rem" />
      <Line width="18rem" />
    </>
  )
}

/** A debit takes days, or Stripe has not told us yet: either way the order moves by itself. */
function Waiting({ order }: { order: Order }) {
  return (
    <>
      <PageTitle className="mb-2">Payment received, confirming</PageTitle>
      <p className="lead quiet" role="status">
        The bank has your payment and has not confirmed it yet. You need not wait here: we write to you as
        soon as it has.
      </p>
      <Catchword to={`/orders/${order.order_id}`}>Follow the order</Catchword>
    </>
  )
}

function Thanks({ reader, order }: { reader: Reader; order: Order }) {
  useEmptiedCart(reader.id, order)
  useEffect(() => {
    forgetDraft()
    setCoupon('')
  }, [])
  const sent = isSent(order)
  const expected = useExpected(order)
  return (
    <div className="two">
      <div>
        <PageTitle className="mb-2">Thank you</PageTitle>
        <p className="lead quiet">
          {sent
            ? `${capital(booksOf(order))} will be packed for you.`
            : `${capital(booksOf(order))}, yours to read at once.`}{' '}
          A receipt is on its way to <span className="text-break">{reader.email}</span>.
        </p>
        <dl className="leaders narrow my-4">
          <div>
            <dt>Order</dt>
            <dd className="tnum text-break">{order.order_id}</dd>
          </div>
          {sent && order.address && (
            <div>
              <dt>Goes to</dt>
              <dd>{inOneLine(order.address)}</dd>
            </div>
          )}
          {expected && (
            <div>
              <dt>Usually there</dt>
              <dd>{expected}</dd>
            </div>
          )}
        </dl>
        <p>
          <Link className="btn btn-primary px-4" to={`/orders/${order.order_id}`}>
            {sent ? 'Follow the parcel' : 'See the order'}
          </Link>
        </p>
        <Catchword to="/">Back among the shelves</Catchword>
      </div>
      <aside className="bill" aria-labelledby="bill">
        <h2 id="bill">Paid</h2>
        <BillBooks lines={order.lines} />
        <Sums totals={order.totals} books={capital(counted(copiesOf(order), 'book'))} />
      </aside>
    </div>
  )
}
