import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import { QuantityStepper } from '@/components/QuantityStepper'
import { formatOfLine, isPrinted } from '@/lib/books'
import { type CartLine, MAX_COPIES } from '@/lib/cart'
import { formatMoney } from '@/lib/money'
import { formatList } from '@/lib/text'
import type { LineActions } from '../useLineActions'
import { LineNotices } from './LineNotices'

interface CartLineRowProps {
  line: CartLine
  /** All lines of the cart. */
  lines: readonly CartLine[]
  actions: LineActions
}

export function CartLineRow({ line, lines, actions }: CartLineRowProps) {
  const path = `/books/${line.book_id}`
  const isWithdrawn = line.notices.includes('unavailable')
  const isUnavailable = isWithdrawn || line.notices.includes('out_of_stock')
  return (
    <li>
      <Link to={path} tabIndex={-1} aria-hidden="true">
        <BookCover book={line} />
      </Link>
      <div>
        <h2>
          <Link to={path}>{line.title}</Link>
        </h2>
        <span className="quiet">
          {formatList(line.authors.map((author) => author.name))}. {formatOfLine(line, lines)}
        </span>
        {line.availability === 'low' && !isUnavailable && (
          <div className="mt-1">
            <Stock availability="low" left={line.left} />
          </div>
        )}
        <div className="acts">
          {!isUnavailable && isPrinted(line.format) && (
            <QuantityStepper
              value={line.quantity}
              max={Math.max(1, Math.min(MAX_COPIES, line.left ?? MAX_COPIES))}
              label={line.title}
              onChange={(quantity) => actions.setQuantity(line, quantity)}
            />
          )}
          {!isWithdrawn && (
            <LineActionButton
              label="Save for later"
              title={line.title}
              onClick={() => actions.saveForLater(line)}
            />
          )}
          <LineActionButton label="Remove" title={line.title} onClick={() => actions.remove(line)} />
        </div>
      </div>
      <div className="sum price">
        {isUnavailable ? (
          <s className="ms-0">{formatMoney(line.price, line.currency)}</s>
        ) : (
          <LineTotal line={line} />
        )}
      </div>
      <LineNotices line={line} actions={actions} />
    </li>
  )
}

function LineTotal({ line: { price, quantity, currency } }: { line: CartLine }) {
  return (
    <>
      <Price minor={price * quantity} currency={currency} />
      {quantity > 1 && <small>{formatMoney(price, currency)} each</small>}
    </>
  )
}

export function LineActionButton({
  label,
  title,
  onClick,
}: {
  label: string
  title: string
  onClick: () => void
}) {
  return (
    <button type="button" className="textbutton" onClick={onClick}>
      {label}
      <span className="visually-hidden">: {title}</span>
    </button>
  )
}
