import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import { bookPath, type BookSummary } from '@/lib/books'
import { FORMAT_NAMES, formatList } from '@/lib/text'
import type { SearchHit } from '../api/search'
import { toSummary } from '../editionChoice'
import { Highlight } from './Highlight'

interface HitRowProps {
  hit: SearchHit
  aboutEditions: boolean
}

export function HitRow({ hit, aboutEditions }: HitRowProps) {
  const book = toSummary(hit, aboutEditions)
  const { highlights } = hit
  const snippet = highlights.description ?? highlights.first_line
  return (
    <li>
      <Link to={bookPath(book)} tabIndex={-1} aria-hidden="true">
        <BookCover book={book} />
      </Link>
      <div>
        <h2>
          <Link className="plain" to={bookPath(book)}>
            <Highlight html={highlights.title} text={hit.title} />
          </Link>
        </h2>
        <span className="quiet">
          <Highlight html={highlights.authors} text={formatList(hit.authors.map((author) => author.name))} />
        </span>
        {snippet && (
          <p className="snip">
            <Highlight html={snippet} text="" />
          </p>
        )}
        <p className="meta">
          <Stars rating={hit.rating} count />
          {hit.series && <span>{`${hit.series.name}, book ${hit.series.position}`}</span>}
          <span>
            {[hit.published, ...hit.formats.map(({ format }) => FORMAT_NAMES[format].toLowerCase())].join(
              ', ',
            )}
          </span>
        </p>
      </div>
      <HitOffer book={book} />
    </li>
  )
}

function HitOffer({ book }: { book: BookSummary }) {
  return (
    <div className="buy">
      {book.price !== undefined && <Price minor={book.price} currency={book.currency} />}
      {book.format && <span className="quiet small">{FORMAT_NAMES[book.format]}</span>}
      {book.availability && <Stock availability={book.availability} left={book.left} format={book.format} />}
      {book.availability !== 'out' && <AddToCart book={book} />}
    </div>
  )
}
