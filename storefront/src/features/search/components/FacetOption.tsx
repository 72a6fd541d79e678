import type { ReactNode } from 'react'
import { formatNumber } from '@/lib/text'

interface FacetOptionProps {
  label: ReactNode
  count: number
  checked: boolean
  onChange: () => void
}

/** A box, a name, dots, and how many books. */
export function FacetOption({ label, count, checked, onChange }: FacetOptionProps) {
  return (
    <label className={count === 0 && !checked ? 'none' : undefined}>
      <input
        className="form-check-input"
        type="checkbox"
        checked={checked}
        onChange={onChange}
        disabled={count === 0 && !checked}
      />
      <span className="l">{label}</span>
      <span className="r">
        {formatNumber(count)}
        <span className="visually-hidden"> {count === 1 ? 'book' : 'books'}</span>
      </span>
    </label>
  )
}
