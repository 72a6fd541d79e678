import type { Availability, Format } from '@/lib/books'

interface StockProps {
  availability: Availability
  left?: number | null
  format?: Format
}

const DOT_CLASSES = { in_stock: 'in', low: 'low', out: 'out' } as const

/** The availability as a full, half or hollow dot, and always as text. */
export function Stock(props: StockProps) {
  return <span className={`stock ${DOT_CLASSES[props.availability]}`}>{stockLabel(props)}</span>
}

function stockLabel({ availability, left, format }: StockProps): string {
  const isDigital = format === 'ebook' || format === 'audiobook'
  if (availability === 'out') return isDigital ? 'Not yet available' : 'Out of stock'
  if (availability === 'low') return left ? `Only ${left} left` : 'Low stock'
  return isDigital ? 'Instant download' : 'In stock'
}
