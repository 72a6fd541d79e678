import { LANES, VIEW_LANES, along, flight, type Panel } from '../geometry'
import type { Act } from '../transactions'
import { hueOf } from '../names'

const SLOWLY = 1_600 // milliseconds in which the picture draws what took a few

/** Each line is drawn once, when it becomes known; nothing moves for those who want no motion. */
export function Flights({ act, panel }: { act: Act; panel: Panel }) {
  const { x } = panel
  const delay = (ms: number) => `${Math.round((ms / Math.max(1, act.length)) * SLOWLY)}ms`
  const began = new Map(act.facts.map((fact) => [fact.event, fact.started]))
  return (
    <>
      {act.facts.map(({ key, event, service, started, received, kept }) => (
        <g key={key} style={{ '--c': hueOf(event) }}>
          <path
            className="go"
            pathLength={1}
            style={{ '--d': delay(started) }}
            d={flight(x(started), LANES.orders, x(received), LANES[service])}
          />
          <path
            className="go thick"
            pathLength={1}
            style={{ '--d': delay(received) }}
            d={along(x(received), x(kept), LANES[service])}
          />
          <circle className="dot" cx={x(kept)} cy={LANES[service]} r={5} />
        </g>
      ))}
      {act.views.map(({ key, event, service, view, left, kept }) => (
        <g key={key} style={{ '--c': hueOf(event) }}>
          <path
            className="go"
            pathLength={1}
            style={{ '--d': delay(left) }}
            d={flight(x(left), LANES[service], x(kept), VIEW_LANES[view] ?? 0)}
          />
          <circle className="dot" cx={x(kept)} cy={VIEW_LANES[view]} r={4} />
        </g>
      ))}
      {[...began].map(([event, started]) => (
        <circle
          key={event}
          className="dot"
          style={{ '--c': hueOf(event) }}
          cx={x(started)}
          cy={LANES.orders}
          r={7}
        />
      ))}
    </>
  )
}
