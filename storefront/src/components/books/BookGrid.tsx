import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { counting } from '@/lib/range'
import type { Volume } from '@/lib/books'
import { listed } from '@/lib/text'
import { BookCover } from './BookCover'
import { Price } from './Price'

interface ShelfProps {
  books: readonly Volume[]
  /** How many books stand beside each other; a longer list goes on below. */
  across?: number
  eager?: boolean
  /** The shop speaking, pinned under a book: one sentence, at most one on a shelf. */
  talker?: { bookId: string; words: ReactNode }
  /** What one can do with a book, below its caption. */
  below?: (book: Volume) => ReactNode
}

/** Books on a printed rule, bottoms level, captions hanging below. */
export function Shelf({ books, across = 6, eager, talker, below }: ShelfProps) {
  const rows = counting(Math.ceil(books.length / across)).map((i) =>
    books.slice(i * across, (i + 1) * across),
  )
  return (
    <>
      {rows.map((row, i) => (
        <ul className={`shelf ${i ? 'mt-4' : ''}`} style={{ '--n': across }} key={row[0]?.book_id}>
          {row.map((book) => (
            <StandingBook
              key={book.book_id}
              book={book}
              eager={eager}
              talker={talker?.bookId === book.book_id && talker.words}
              below={below?.(book)}
            />
          ))}
        </ul>
      ))}
    </>
  )
}

interface StandingBookProps {
  book: Volume
  eager?: boolean
  talker: ReactNode
  below: ReactNode
}

function StandingBook({ book, eager, talker, below }: StandingBookProps) {
  return (
    <li className="book">
      <Link to={`/books/${book.book_id}`} className="standing">
        <BookCover book={book} eager={eager} />
        <span className="caption">
          <span className="book-title">{book.title}</span>
          <span className="book-author">{listed(book.authors.map((author) => author.name))}</span>
          {book.price !== undefined && (
            <span className="book-price">
              <Price minor={book.price} currency={book.currency} lowest={book.priceIsLowest} />
            </span>
          )}
        </span>
      </Link>
      {below && <span className="below">{below}</span>}
      {talker && <span className="talker">{talker}</span>}
    </li>
  )
}
