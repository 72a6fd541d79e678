import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import { Stepper } from '@/components/QuantityStepper'
import type { CartLine } from '@/lib/cart'
import { money } from '@/lib/money'
import { FORMAT_NAMES, listed } from '@/lib/text'
import { MOST_COPIES } from '../limits'
import type { useLines } from '../useLineActions'
import { Notices } from './LineNotices'

export type Acts = ReturnType<typeof useLines>

export function Line({ line, acts }: { line: CartLine; acts: Acts }) {
  const address = `/books/${line.book_id}`
  const gone = line.notices.includes('unavailable')
  const out = gone || line.notices.includes('out_of_stock')
  return (
    <li>
      <Link to={address} tabIndex={-1} aria-hidden="true">
        <BookCover book={line} />
      </Link>
      <div>
        <h2>
          <Link to={address}>{line.title}</Link>
        </h2>
        <span className="quiet">
          {listed(line.authors.map((author) => author.name))}. {FORMAT_NAMES[line.format]}
        </span>
        {line.availability === 'low' && !out && (
          <div className="mt-1">
            <Stock availability="low" left={line.left} />
          </div>
        )}
        <div className="acts">
          {!out && (
            <Stepper
              value={line.quantity}
              most={Math.max(1, Math.min(MOST_COPIES, line.left ?? MOST_COPIES))}
              label={line.title}
              onChange={(quantity) => acts.setQuantity(line, quantity)}
            />
          )}
          {!gone && <Act label="Save for later" title={line.title} onClick={() => acts.saveForLater(line)} />}
          <Act label="Remove" title={line.title} onClick={() => acts.remove(line)} />
        </div>
      </div>
      <div className="sum price">
        {out ? <s className="ms-0">{money(line.price, line.currency)}</s> : <Sum line={line} />}
      </div>
      <Notices line={line} acts={acts} />
    </li>
  )
}

function Sum({ line: { price, quantity, currency } }: { line: CartLine }) {
  return (
    <>
      <Price minor={price * quantity} currency={currency} />
      {quantity > 1 && <small>{money(price, currency)} each</small>}
    </>
  )
}

export function Act({ label, title, onClick }: { label: string; title: string; onClick: () => void }) {
  return (
    <button type="button" className="textbutton" onClick={onClick}>
      {label}
      <span className="visually-hidden">: {title}</span>
    </button>
  )
}
