import { useMedia } from '@/lib/useMedia'
import { HEIGHT, NARROW, WIDE, panelOf, type Sheet } from '../geometry'
import type { Act } from '../transactions'
import { ActPanel } from './TransactionPanel'
import { LaneNames } from './LaneLabels'

/** A line per service, time to the right: thin while an event travels, thick while it is kept, a dot when it is. */
export function Score({ acts }: { acts: Act[] }) {
  const sheet = useMedia('(width < 992px)') ? NARROW : WIDE
  const rows = acts.flatMap((_, i) => (i % sheet.across ? [] : [acts.slice(i, i + sheet.across)]))
  return (
    <div
      className="score"
      role="img"
      aria-label="How this order travelled from the orders service to cart, catalog, search and recommendations; the table below says the same"
    >
      {rows.map((row, i) => (
        <Row key={row[0]?.at} sheet={sheet} row={row} before={acts[i * sheet.across - 1]} />
      ))}
    </div>
  )
}

interface RowProps {
  sheet: Sheet
  row: Act[]
  /** The last act of the row above. */
  before: Act | undefined
}

function Row({ sheet, row, before }: RowProps) {
  return (
    <svg viewBox={`0 0 ${sheet.width} ${HEIGHT}`} className={sheet === NARROW ? 'narrow' : undefined}>
      <LaneNames brief={sheet === NARROW} />
      {row.map((act, i) => (
        <ActPanel
          key={act.at}
          act={act}
          panel={panelOf(sheet, i, row.length, act.length)}
          before={row[i - 1] ?? before}
          beside={i > 0}
        />
      ))}
    </svg>
  )
}
