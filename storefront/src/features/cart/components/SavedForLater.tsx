import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import type { CartLine } from '@/lib/cart'
import { formatList } from '@/lib/text'
import type { LineActions } from '../useLineActions'
import { LineActionButton } from './CartLineRow'

/** The saved books, below the lines of the cart. */
export function SavedForLater({ saved, actions }: { saved: readonly CartLine[]; actions: LineActions }) {
  if (!saved.length) return null
  return (
    <section className="mt-5" aria-labelledby="later">
      <h2 className="h4 mb-3" id="later">
        Saved for later
      </h2>
      <ul className="shelf" style={{ '--n': 4 }}>
        {saved.map((line) => (
          <li className="book" key={line.isbn}>
            <Link to={`/books/${line.book_id}`} className="standing">
              <BookCover book={line} />
              <span className="caption">
                <span className="book-title">{line.title}</span>
                <span className="book-author">{formatList(line.authors.map((author) => author.name))}</span>
                <span className="book-price">
                  <Price minor={line.price} currency={line.currency} />
                </span>
              </span>
            </Link>
            <SavedLineActions line={line} actions={actions} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function SavedLineActions({ line, actions }: { line: CartLine; actions: LineActions }) {
  const isAvailable = line.availability !== 'out' && !line.withdrawn
  return (
    <span className="later small">
      {isAvailable ? (
        <LineActionButton label="Move to cart" title={line.title} onClick={() => actions.moveToCart(line)} />
      ) : (
        <Stock availability="out" />
      )}
      <LineActionButton label="Remove" title={line.title} onClick={() => actions.remove(line, true)} />
    </span>
  )
}
