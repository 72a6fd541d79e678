import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { toCoverBook, fromCatalog, type Book, type BookSummary } from '@/lib/books'
import { spineUrl } from '@/lib/covers'

/** Heights of spines as a fraction of the row's height, because real books differ a little. */
const HEIGHTS = [1, 0.955, 0.97, 0.985, 1, 0.94, 0.925, 0.91]

const spineHeight = (index: number): number => HEIGHTS[index % HEIGHTS.length] ?? 1

const LEFT = 36
const RIGHT = 14

/** A row of spines with one book face out. Only this book is a link for keyboards and screen readers. */
export function Spines({ face, others }: { face: BookSummary; others: readonly Book[] }) {
  const summaries = others.slice(0, LEFT + RIGHT).map(fromCatalog)
  return (
    <div className="spines">
      <Row books={summaries.slice(0, LEFT)} leaning={LEFT - 14} />
      <Link className="face" to={`/books/${face.book_id}`}>
        <BookCover book={face} hasAltText eager />
      </Link>
      <Row books={summaries.slice(LEFT)} leaning={2} />
    </div>
  )
}

function Row({ books, leaning }: { books: BookSummary[]; leaning: number }) {
  return (
    <div>
      {books.map((book, i) => (
        <Link
          key={book.book_id}
          to={`/books/${book.book_id}`}
          className={i === leaning ? 'lean' : undefined}
          style={{ '--h': spineHeight(i) }}
          title={book.title}
          tabIndex={-1}
          aria-hidden="true"
        >
          <img src={spineUrl(toCoverBook(book))} alt="" height={600} />
        </Link>
      ))}
    </div>
  )
}

const MAX_SPINES = 24

/** The spines of the books that are listed below, hidden from screen readers. */
export function SpineRow({ books }: { books: readonly Book[] }) {
  return (
    <div className="spine-row" aria-hidden="true">
      {books.slice(0, MAX_SPINES).map((book, i) => (
        <Link
          key={book.book_id}
          to={`/books/${book.book_id}`}
          title={book.title}
          tabIndex={-1}
          style={{ '--h': spineHeight(i) }}
        >
          <img src={spineUrl(toCoverBook(fromCatalog(book)))} alt="" height={600} />
        </Link>
      ))}
    </div>
  )
}
