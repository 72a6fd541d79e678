import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link, useParams } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { RequireSignIn } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { OrderTotals } from '@/components/totals/OrderTotals'
import { OrderNotFound } from '@/components/states/OrderNotFound'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { isNotFound } from '@/lib/api'
import { setCoupon } from '@/lib/cart'
import { useAddressLines } from '@/lib/customers'
import {
  formatBookCount,
  countCopies,
  needsShipping,
  orderQuery,
  shortOrderNumber,
  useExpectedArrival,
  type Order,
} from '@/lib/orders'
import type { Customer } from '@/lib/session'
import { capitalize, formatCount } from '@/lib/text'
import { paymentQuery } from '../api/payment'
import { clearDraft } from '../draft'
import { usePollCart } from '../usePollCart'
import { SummaryLines } from './SummaryLines'

/** The page that the bank returns to. It only reads the state of the order, so it may be reloaded. */
export function Component() {
  const { orderId = '' } = useParams()
  return (
    <div className="container">
      <Seo title="Your order" noindex />
      <Breadcrumbs crumbs={[{ label: 'Your orders', to: '/orders' }, { label: shortOrderNumber(orderId) }]} />
      <RequireSignIn>{(customer) => <OrderOutcome customer={customer} orderId={orderId} />}</RequireSignIn>
    </div>
  )
}

function OrderOutcome({ customer, orderId }: { customer: Customer; orderId: string }) {
  const payment = useQuery({
    ...paymentQuery(customer.id, orderId),
    throwOnError: (error) => !isNotFound(error),
  })
  const { data: polledOrder } = useQuery({
    ...orderQuery(customer.id, orderId),
    enabled: payment.isFetchedAfterMount,
  })
  const order = polledOrder ?? payment.data?.order
  if (payment.error) return <OrderNotFound />
  if (!order || !payment.isFetchedAfterMount) return <CheckingPayment />
  if (order.status === 'cancelled') return <Redirect to={`/orders/${orderId}`} />
  if (order.status !== 'pending_payment') return <OrderConfirmation customer={customer} order={order} />
  if (order.payment_status === 'processing') return <PaymentPending order={order} />
  return <Redirect to={`/checkout/pay/${orderId}`} />
}

function CheckingPayment() {
  return (
    <>
      <PageTitle className="mb-3">One moment</PageTitle>
      <LoadingMessage label="Checking your payment" />
      <SkeletonLine width="24rem" />
      <SkeletonLine width="18rem" />
    </>
  )
}

/**
 * The payment is processing: a debit takes days, and a webhook may be late. The order is updated without the
 * customer.
 */
function PaymentPending({ order }: { order: Order }) {
  return (
    <>
      <PageTitle className="mb-2">Confirming your payment</PageTitle>
      <p className="lead quiet" role="status">
        Your bank hasn’t confirmed the payment yet. You can leave this page: we’ll email you as soon as it
        does.
      </p>
      <NextLink to={`/orders/${order.order_id}`}>View your order</NextLink>
    </>
  )
}

function OrderConfirmation({ customer, order }: { customer: Customer; order: Order }) {
  usePollCart(customer.id, order)
  useEffect(() => {
    clearDraft(customer.id)
    setCoupon('')
  }, [customer.id])
  const isShippable = needsShipping(order)
  const expectedArrival = useExpectedArrival(order)
  const addressLines = useAddressLines()
  return (
    <div className="two">
      <div>
        <PageTitle className="mb-2">Thank you</PageTitle>
        <p className="lead quiet">
          {isShippable
            ? `We’ll pack your ${formatBookCount(order)} and let you know when ${countCopies(order) === 1 ? 'it ships' : 'they ship'}.`
            : `Your ${formatBookCount(order)} ${countCopies(order) === 1 ? 'is' : 'are'} ready to read.`}{' '}
          We’ve emailed a receipt to <span className="text-break">{customer.email}</span>.
        </p>
        <dl className="leaders narrow my-4">
          <div>
            <dt>Order number</dt>
            <dd className="tnum text-break">{order.order_id}</dd>
          </div>
          {isShippable && order.address && (
            <div>
              <dt>Delivery address</dt>
              <dd>{addressLines(order.address).slice(1).join(', ')}</dd>
            </div>
          )}
          {expectedArrival && (
            <div>
              <dt>Usually arrives</dt>
              <dd>{expectedArrival}</dd>
            </div>
          )}
        </dl>
        <p>
          <Link className="btn btn-primary px-4" to={`/orders/${order.order_id}`}>
            View your order
          </Link>
        </p>
        <NextLink to="/">Continue shopping</NextLink>
      </div>
      <aside className="summary" aria-labelledby="summary">
        <h2 id="summary">Paid</h2>
        <SummaryLines lines={order.lines} />
        <OrderTotals totals={order.totals} books={capitalize(formatCount(countCopies(order), 'book'))} />
      </aside>
    </div>
  )
}
