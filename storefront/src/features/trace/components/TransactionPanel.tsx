import { BOTTOM, LANES, TOP, VIEW_LANES, type Panel } from '../geometry'
import { labelled, type Label } from '../labelLayout'
import type { Act } from '../transactions'
import { actName } from '../names'
import { Flights } from './EventPaths'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

interface ActPanelProps {
  act: Act
  panel: Panel
  before: Act | undefined
  /** The act before stands left of it, so that the time between can be told there. */
  beside: boolean
}

/** One transaction and what followed from it, with its own clock. */
export function ActPanel({ act, panel, before, beside }: ActPanelProps) {
  const later = before && span((act.at - before.at) / 1000)
  return (
    <g>
      <rect className="wash" x={panel.left} y={TOP} width={panel.right - panel.left} height={BOTTOM - TOP} />
      <Grid panel={panel} />
      <text className="name" x={panel.x(0)} y={34}>
        {actName(act.event)}
      </text>
      <text x={panel.right} y={34} textAnchor="end">
        {[!beside && later, clock.format(act.at)].filter(Boolean).join(', ')}
      </text>
      {beside && (
        <text className="it" x={panel.left - 46} y={LANES.orders + 5} textAnchor="middle">
          {later}
        </text>
      )}
      <Flights act={act} panel={panel} />
      {labelled(act, panel).map((label) => (
        <Said key={label.key} label={label} />
      ))}
    </g>
  )
}

function Grid({ panel: { left, right, x, ticks } }: { panel: Panel }) {
  return (
    <>
      {ticks.map((tick, i) => (
        <g key={tick}>
          <path className="lane" d={`M${x(tick)} ${TOP}V${BOTTOM}`} />
          <text x={x(tick)} y={BOTTOM + 20} textAnchor={i ? 'middle' : 'start'}>
            {i ? tick : '0 ms'}
          </text>
        </g>
      ))}
      {Object.values(LANES).map((y) => (
        <path key={y} className="lane service" d={`M${left} ${y}H${right}`} />
      ))}
      {Object.values(VIEW_LANES).map((y) => (
        <path key={y} className="lane store" d={`M${left} ${y}H${right}`} />
      ))}
    </>
  )
}

function span(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s later`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min later` : `${Math.round(minutes / 60)} h later`
}

function Said({ label: { x, y, anchor, ms, words } }: { label: Label }) {
  return (
    <text className="ms halo" x={x} y={y} textAnchor={anchor}>
      <tspan className="figure">{ms}</tspan> {words}
    </text>
  )
}
