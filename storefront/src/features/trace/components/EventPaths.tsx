import { LANES, READ_MODEL_LANES, processingPath, eventPath, type Panel } from '../geometry'
import type { Transaction } from '../transactions'
import { eventColor } from '../names'

const ANIMATION_MS = 1_600 // duration of the animation in milliseconds

/** The paths of the events. Each is animated once, unless the user prefers reduced motion. */
export function EventPaths({ transaction, panel }: { transaction: Transaction; panel: Panel }) {
  const { x } = panel
  const delay = (ms: number) => `${Math.round((ms / Math.max(1, transaction.length)) * ANIMATION_MS)}ms`
  const startTimes = new Map(transaction.deliveries.map((delivery) => [delivery.event, delivery.started]))
  return (
    <>
      {transaction.deliveries.map(({ key, event, service, started, received, applied }) => (
        <g key={key} style={{ '--c': eventColor(event) }}>
          <path
            className="go"
            pathLength={1}
            style={{ '--d': delay(started) }}
            d={eventPath(x(started), LANES.orders, x(received), LANES[service])}
          />
          <path
            className="go thick"
            pathLength={1}
            style={{ '--d': delay(received) }}
            d={processingPath(x(received), x(applied), LANES[service])}
          />
          <circle className="dot" cx={x(applied)} cy={LANES[service]} r={5} />
        </g>
      ))}
      {transaction.updates.map(({ key, event, service, readModel, sent, applied }) => (
        <g key={key} style={{ '--c': eventColor(event) }}>
          <path
            className="go"
            pathLength={1}
            style={{ '--d': delay(sent) }}
            d={eventPath(x(sent), LANES[service], x(applied), READ_MODEL_LANES[readModel] ?? 0)}
          />
          <circle className="dot" cx={x(applied)} cy={READ_MODEL_LANES[readModel]} r={4} />
        </g>
      ))}
      {[...startTimes].map(([event, started]) => (
        <circle
          key={event}
          className="dot"
          style={{ '--c': eventColor(event) }}
          cx={x(started)}
          cy={LANES.orders}
          r={7}
        />
      ))}
    </>
  )
}
