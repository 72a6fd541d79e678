import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Movement } from '@/components/books/RankChange'
import { Stars } from '@/components/books/Stars'
import { listed } from '@/lib/text'
import { PriceOf, type Place } from './RankedBooks'

/** The first three, each numeral as large as its cover. */
export function Podium({ places }: { places: readonly Place[] }) {
  return (
    <ol className="shelf podium">
      {places.map((place) => (
        <Step key={place.book.book_id} {...place} />
      ))}
    </ol>
  )
}

function Step({ rank, movement, book }: Place) {
  return (
    <li className="book">
      <Link to={`/books/${book.book_id}`} className="standing">
        <span className="place">
          <span className="numeral">{rank}</span>
          <BookCover book={book} eager />
        </span>
        <span className="caption">
          <span className="book-title h4 mb-0">{book.title}</span>
          <span className="book-author">{listed(book.authors.map((author) => author.name))}</span>
          <span className="d-flex flex-wrap align-items-center gap-3 mt-1">
            <Movement by={movement} />
            <Stars rating={book.rating} />
            <PriceOf book={book} />
          </span>
        </span>
      </Link>
    </li>
  )
}
