import { useSuspenseQuery } from '@tanstack/react-query'
import { formatMoment } from '@/lib/dates'
import { useMay, useStaffId } from '../../access/access'
import { emailsQuery, sendEmail, type SentEmail } from '../api/order'
import type { StaffOrder } from '../api/orders'
import { useOrderAction } from './useOrderAction'

/** The emails about the order, each of which can be sent once more. */
export function Emails({ order }: { order: StaffOrder }) {
  const { data } = useSuspenseQuery(emailsQuery(useStaffId(), order.order_id))
  if (data.items.length === 0) return <p className="quiet">No emails yet.</p>
  return (
    <ul className="notes">
      {data.items.map((email) => (
        <Email key={email.name} email={email} order={order} />
      ))}
    </ul>
  )
}

function Email({ email, order }: { email: SentEmail; order: StaffOrder }) {
  const canSend = useMay()('orders.email') && order.email !== null
  const send = useOrderAction({
    act: () => sendEmail(order.order_id, email.name),
    message: `“${email.subject}” is on its way once more.`,
  })
  return (
    <li className="d-flex justify-content-between align-items-baseline gap-2">
      <span>
        {email.subject}
        <span className="faint small d-block">
          {email.sent_at ? `Sent ${formatMoment(email.sent_at)}` : 'Not sent yet'}
        </span>
        {send.error && <span className="text-danger small d-block">{send.error.message}</span>}
      </span>
      {canSend && (
        <button
          type="button"
          className="textbutton small nowrap"
          disabled={send.isPending}
          onClick={() => send.mutate(undefined)}
        >
          Send once more<span className="visually-hidden">: {email.subject}</span>
        </button>
      )}
    </li>
  )
}
