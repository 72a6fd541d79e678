import { formatMoney } from '@/lib/money'
import { range } from '@/lib/range'
import type { Refundable } from '../api/order'
import type { Copies } from './refundSum'

interface RefundCopiesProps {
  refundable: Refundable
  copies: Copies
  isDisabled: boolean
  onChange: (copies: Copies) => void
}

/** How many copies of each book, with what they bring. */
export function RefundCopies({ refundable, copies, isDisabled, onChange }: RefundCopiesProps) {
  return (
    <ul className="list-unstyled mb-0 d-grid gap-2">
      {refundable.lines
        .filter(({ amounts }) => amounts.length > 0)
        .map(({ isbn, title, amounts }) => (
          <li key={isbn} className="d-flex align-items-center gap-2">
            <select
              className="form-select w-auto"
              aria-label={`Copies of ${title}`}
              disabled={isDisabled}
              value={copies[isbn] ?? 0}
              onChange={(event) => onChange({ ...copies, [isbn]: Number(event.target.value) })}
            >
              {range(amounts.length + 1).map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </select>
            <span className="flex-grow-1">{title}</span>
            <span className="tnum quiet">
              {formatMoney(amounts[(copies[isbn] ?? 0) - 1] ?? 0, refundable.currency)}
            </span>
          </li>
        ))}
    </ul>
  )
}
