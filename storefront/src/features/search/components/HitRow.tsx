import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import { fromHit, type Volume } from '@/lib/books'
import { FORMAT_NAMES, listed } from '@/lib/text'
import type { SearchHit } from '../api/search'
import { offerOf, type WantedEdition } from '../editionChoice'
import { Marked } from './Highlight'

interface HitRowProps {
  hit: SearchHit
  show: WantedEdition
}

export function HitRow({ hit, show }: HitRowProps) {
  const book = { ...fromHit(hit), ...offerOf(hit.formats, show) }
  const { highlights } = hit
  const snippet = highlights.description ?? highlights.first_line
  return (
    <li>
      <Link to={`/books/${hit.book_id}`} tabIndex={-1} aria-hidden="true">
        <BookCover book={book} />
      </Link>
      <div>
        <h2>
          <Link className="plain" to={`/books/${hit.book_id}`}>
            <Marked html={highlights.title} text={hit.title} />
          </Link>
        </h2>
        <span className="quiet">
          <Marked html={highlights.authors} text={listed(hit.authors.map((author) => author.name))} />
        </span>
        {snippet && (
          <p className="snip">
            <Marked html={snippet} text="" />
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
      <Buy book={book} />
    </li>
  )
}

function Buy({ book }: { book: Volume }) {
  return (
    <div className="buy">
      {book.price !== undefined && <Price minor={book.price} currency={book.currency} />}
      {book.format && <span className="quiet small">{FORMAT_NAMES[book.format]}</span>}
      {book.availability && <Stock availability={book.availability} left={book.left} format={book.format} />}
      {book.availability !== 'out' && <AddToCart book={book} />}
    </div>
  )
}
