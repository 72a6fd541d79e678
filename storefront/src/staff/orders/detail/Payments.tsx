import { formatMoment } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import type { Refund, StaffOrder } from '../api/orders'

const REFUND_STATUS = {
  requested: { label: 'Requested', tone: 'warn' },
  succeeded: { label: 'Refunded', tone: 'good full' },
  failed: { label: 'Failed', tone: 'bad full' },
} as const

/** The payment and the refunds, with Stripe’s ids to look them up there. */
export function Payments({ order }: { order: StaffOrder }) {
  return (
    <>
      <dl className="facts">
        <dt>Paid</dt>
        <dd>{paidText(order)}</dd>
        {order.intent_id && (
          <>
            <dt>Payment at Stripe</dt>
            <dd>
              <code>{order.intent_id}</code>
            </dd>
          </>
        )}
        {order.coupon && (
          <>
            <dt>Coupon</dt>
            <dd>{order.coupon}</dd>
          </>
        )}
      </dl>
      {order.refunds.length > 0 && <Refunds refunds={order.refunds} currency={order.totals.currency} />}
    </>
  )
}

function paidText({ paid_at, payment, totals, intent_status }: StaffOrder): string {
  if (payment === 'imported') return 'In another system'
  if (!paid_at) return `Not yet${intent_status ? ` (${intent_status.replaceAll('_', ' ')})` : ''}`
  return payment === 'free'
    ? 'Nothing to pay'
    : `${formatMoney(totals.total, totals.currency)}, ${formatMoment(paid_at)}`
}

function Refunds({ refunds, currency }: { refunds: readonly Refund[]; currency: string }) {
  return (
    <table className="table staff-table mt-3">
      <caption className="visually-hidden">Refunds</caption>
      <thead>
        <tr>
          <th>Refund</th>
          <th>Reason</th>
          <th>Status</th>
          <th className="num">Amount</th>
        </tr>
      </thead>
      <tbody>
        {refunds.map((refund) => (
          <tr key={refund.refund_id}>
            <td>
              {formatMoment(refund.requested_at)}
              {refund.stripe_id && <code className="d-block small">{refund.stripe_id}</code>}
            </td>
            <td>{refund.reason}</td>
            <td>
              <span className={`status ${REFUND_STATUS[refund.status].tone}`}>
                {REFUND_STATUS[refund.status].label}
              </span>
            </td>
            <td className="num">{formatMoney(refund.amount, currency)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
