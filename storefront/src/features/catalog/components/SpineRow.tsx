import { Link } from 'react-router'
import { coverBook, fromCatalog, type Book } from '@/lib/books'
import { spineAddress } from '@/lib/covers'
import { heightOf } from '../heights'

const MOST = 24

/** The backs of the books listed below it, for the pointer only. */
export function SpineRow({ books }: { books: readonly Book[] }) {
  return (
    <div className="spine-row" aria-hidden="true">
      {books.slice(0, MOST).map((book, i) => (
        <Link
          key={book.book_id}
          to={`/books/${book.book_id}`}
          title={book.title}
          tabIndex={-1}
          style={{ '--h': heightOf(i) }}
        >
          <img src={spineAddress(coverBook(fromCatalog(book)))} alt="" height={600} />
        </Link>
      ))}
    </div>
  )
}
