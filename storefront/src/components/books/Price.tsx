import { formatMoney } from '@/lib/money'

interface PriceProps {
  minor: number
  currency?: string
  /** The cheapest of several editions. */
  lowest?: boolean
  className?: string
}

export function Price({ minor, currency, lowest, className = '' }: PriceProps) {
  return (
    <span className={`price ${className}`}>
      {lowest && <span className="faint">from </span>}
      {minor === 0 ? 'Free' : formatMoney(minor, currency)}
    </span>
  )
}
