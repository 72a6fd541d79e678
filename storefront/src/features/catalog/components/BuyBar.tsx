import { formatMoney } from '@/lib/money'
import { FORMAT_NAMES } from '@/lib/text'
import type { Edition } from '@/lib/books'

interface BuyBarProps {
  edition: Edition
  currency: string
  busy: boolean
  onAdd: () => void
}

/** Price, format and button at the bottom of a phone's screen, while those of the page are out of sight. */
export function BuyBar({ edition, currency, busy, onAdd }: BuyBarProps) {
  return (
    <div className="buybar" role="region" aria-label="Buy this book">
      <span>
        <span className="price">{formatMoney(edition.price, currency)}</span>
        <span className="quiet small d-block">{FORMAT_NAMES[edition.format]}</span>
      </span>
      <button type="button" className="btn btn-primary" aria-busy={busy} onClick={onAdd}>
        {busy && <span className="spin" aria-hidden="true" />}
        Add to cart
      </button>
    </div>
  )
}
