import { Link } from 'react-router'
import { toCoverBook, fromCatalog, type Book } from '@/lib/books'
import { spineUrl } from '@/lib/covers'
import { spineHeight } from '../heights'

const MAX_SPINES = 24

/** The backs of the books listed below it, for the pointer only. */
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
