import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { range } from '@/lib/range'
import { bookPath, type BookSummary } from '@/lib/books'
import { formatList } from '@/lib/text'
import { BookCover } from './BookCover'
import { Price } from './Price'

interface BookGridProps {
  books: readonly BookSummary[]
  /** The number of books in a row. */
  columns?: number
  eager?: boolean
  /** A sentence of the shop under one of the books. */
  comment?: { bookId: string; text: ReactNode }
  /** Actions below the caption of a book. */
  footer?: (book: BookSummary) => ReactNode
}

/** Rows of books on a line, aligned at the bottom, with captions below the line. */
export function BookGrid({ books, columns = 6, eager, comment, footer }: BookGridProps) {
  const rows = range(Math.ceil(books.length / columns)).map((i) =>
    books.slice(i * columns, (i + 1) * columns),
  )
  return (
    <>
      {rows.map((row, i) => (
        <ul className={`shelf ${i ? 'mt-4' : ''}`} style={{ '--n': columns }} key={row[0]?.book_id}>
          {row.map((book) => (
            <BookGridItem
              key={book.book_id}
              book={book}
              eager={eager}
              comment={comment?.bookId === book.book_id && comment.text}
              footer={footer?.(book)}
            />
          ))}
        </ul>
      ))}
    </>
  )
}

interface BookGridItemProps {
  book: BookSummary
  eager?: boolean
  comment: ReactNode
  footer: ReactNode
}

function BookGridItem({ book, eager, comment, footer }: BookGridItemProps) {
  return (
    <li className="book">
      <Link to={bookPath(book)} className="standing">
        <BookCover book={book} eager={eager} />
        <span className="caption">
          <span className="book-title">{book.title}</span>
          <span className="book-author">{formatList(book.authors.map((author) => author.name))}</span>
          {book.price !== undefined && (
            <span className="book-price">
              <Price minor={book.price} currency={book.currency} lowest={book.priceIsLowest} />
            </span>
          )}
        </span>
      </Link>
      {footer && <span className="below">{footer}</span>}
      {comment && <span className="comment-card">{comment}</span>}
    </li>
  )
}
