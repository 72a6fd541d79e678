import { useMedia } from '@/lib/useMedia'
import { HEIGHT, NARROW, WIDE, layoutPanel, type DiagramSize } from '../geometry'
import type { Transaction } from '../transactions'
import { TransactionPanel } from './TransactionPanel'
import { LaneLabels } from './LaneLabels'

/**
 * A lane per service, with time to the right: thin while an event is delivered, thick while it is handled, a
 * dot when it is applied.
 */
export function TraceDiagram({ transactions }: { transactions: Transaction[] }) {
  const size = useMedia('(width < 992px)') ? NARROW : WIDE
  const rows = transactions.flatMap((_, i) =>
    i % size.columns ? [] : [transactions.slice(i, i + size.columns)],
  )
  return (
    <div
      className="score"
      role="img"
      aria-label="How this order travelled from the orders service to cart, catalog, search and recommendations; the table below says the same"
    >
      {rows.map((row, i) => (
        <Row key={row[0]?.at} size={size} row={row} previous={transactions[i * size.columns - 1]} />
      ))}
    </div>
  )
}

interface RowProps {
  size: DiagramSize
  row: Transaction[]
  /** The last transaction of the row above. */
  previous: Transaction | undefined
}

function Row({ size, row, previous }: RowProps) {
  return (
    <svg viewBox={`0 0 ${size.width} ${HEIGHT}`} className={size === NARROW ? 'narrow' : undefined}>
      <LaneLabels compact={size === NARROW} />
      {row.map((transaction, i) => (
        <TransactionPanel
          key={transaction.at}
          transaction={transaction}
          panel={layoutPanel(size, i, row.length, transaction.length)}
          previous={row[i - 1] ?? previous}
          hasPreviousInRow={i > 0}
        />
      ))}
    </svg>
  )
}
