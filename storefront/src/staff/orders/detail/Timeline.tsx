import { formatMoment } from '@/lib/dates'
import type { StaffOrder } from '../api/orders'
import { actorLabel, eventLabel } from '../orderText'

/** Everything that happened to the order, the newest first. */
export function Timeline({ order }: { order: StaffOrder }) {
  return (
    <ol className="timeline">
      {order.history.toReversed().map((entry, i) => (
        <li key={i}>
          <b>{eventLabel(entry.what)}</b> <span className="quiet">by {actorLabel(entry.who)}</span>
          <span className="faint d-block small">
            <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
            {entry.payment_id && (
              <>
                {' · '}
                <code>{entry.payment_id}</code>
              </>
            )}
          </span>
        </li>
      ))}
    </ol>
  )
}
