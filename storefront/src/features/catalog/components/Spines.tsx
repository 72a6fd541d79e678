import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { toCoverBook, fromCatalog, type Book, type BookSummary } from '@/lib/books'
import { spineUrl } from '@/lib/covers'
import { spineHeight } from '../heights'

const LEFT = 36
const RIGHT = 14

/** A shelf of spines with one book face out. The spines are for the pointer only: the book in front is the link. */
export function Spines({ face, others }: { face: BookSummary; others: readonly Book[] }) {
  const summaries = others.slice(0, LEFT + RIGHT).map(fromCatalog)
  return (
    <div className="spines">
      <Row books={summaries.slice(0, LEFT)} leaning={LEFT - 14} />
      <Link className="face" to={`/books/${face.book_id}`}>
        <BookCover book={face} named eager />
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
