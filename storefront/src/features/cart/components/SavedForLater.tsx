import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import type { CartLine } from '@/lib/cart'
import { listed } from '@/lib/text'
import { Act, type Acts } from './CartLineRow'

/** A shelf of its own, below the cart. */
export function SavedForLater({ saved, acts }: { saved: readonly CartLine[]; acts: Acts }) {
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
                <span className="book-author">{listed(line.authors.map((author) => author.name))}</span>
                <span className="book-price">
                  <Price minor={line.price} currency={line.currency} />
                </span>
              </span>
            </Link>
            <Later line={line} acts={acts} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Later({ line, acts }: { line: CartLine; acts: Acts }) {
  const canBeHad = line.availability !== 'out' && !line.withdrawn
  return (
    <span className="later small">
      {canBeHad ? (
        <Act label="Move to cart" title={line.title} onClick={() => acts.moveToCart(line)} />
      ) : (
        <Stock availability="out" />
      )}
      <Act label="Remove" title={line.title} onClick={() => acts.remove(line, true)} />
    </span>
  )
}
