import { BOTTOM, LANES, TOP, READ_MODEL_LANES, type Panel } from '../geometry'
import { layoutLabels, type Label } from '../labelLayout'
import type { Transaction } from '../transactions'
import { transactionName } from '../names'
import { EventPaths } from './EventPaths'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

interface TransactionPanelProps {
  transaction: Transaction
  panel: Panel
  previous: Transaction | undefined
  /** True when the previous transaction is to the left, where the time between is shown. */
  hasPreviousInRow: boolean
}

/** One transaction and its effects, with a time axis of its own. */
export function TransactionPanel({ transaction, panel, previous, hasPreviousInRow }: TransactionPanelProps) {
  const elapsed = previous && formatElapsed((transaction.at - previous.at) / 1000)
  return (
    <g>
      <rect className="wash" x={panel.left} y={TOP} width={panel.right - panel.left} height={BOTTOM - TOP} />
      <Grid panel={panel} />
      <text className="name" x={panel.x(0)} y={34}>
        {transactionName(transaction.event)}
      </text>
      <text x={panel.right} y={34} textAnchor="end">
        {[!hasPreviousInRow && elapsed, clock.format(transaction.at)].filter(Boolean).join(', ')}
      </text>
      {hasPreviousInRow && (
        <text className="it" x={panel.left - 46} y={LANES.orders + 5} textAnchor="middle">
          {elapsed}
        </text>
      )}
      <EventPaths transaction={transaction} panel={panel} />
      {layoutLabels(transaction, panel).map((label) => (
        <LabelText key={label.key} label={label} />
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
      {Object.values(READ_MODEL_LANES).map((y) => (
        <path key={y} className="lane store" d={`M${left} ${y}H${right}`} />
      ))}
    </>
  )
}

function formatElapsed(seconds: number): string {
  if (seconds < 90) return `${Math.round(seconds)} s later`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min later` : `${Math.round(minutes / 60)} h later`
}

function LabelText({ label: { x, y, anchor, ms, text } }: { label: Label }) {
  return (
    <text className="ms halo" x={x} y={y} textAnchor={anchor}>
      <tspan className="figure">{ms}</tspan> {text}
    </text>
  )
}
