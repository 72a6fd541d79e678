import type { RefObject } from 'react'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { fromCatalog } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import { FORMAT_NAMES, formatList } from '@/lib/text'
import type { StaffBook } from '../api/books'

interface BooksTableProps {
  books: readonly StaffBook[]
  body: RefObject<HTMLTableSectionElement | null>
}

export function BooksTable({ books, body }: BooksTableProps) {
  return (
    <table className="table table-hover staff-table books-table">
      <caption className="visually-hidden">Books</caption>
      <thead>
        <tr>
          <th>
            <span className="visually-hidden">Cover</span>
          </th>
          <th>Title</th>
          <th className="wide-cell">Category</th>
          <th>Editions</th>
          <th className="wide-cell num">Version</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {books.map((book) => (
          <tr key={book.book_id} data-id={book.book_id}>
            <td className="thumb">
              <BookCover book={fromCatalog(book)} />
            </td>
            <td>
              <Link to={`/books/${book.book_id}`}>{book.title}</Link>
              {book.withdrawn && <span className="status bad full ms-2">Withdrawn</span>}
              <span className="d-block faint">{formatList(book.authors.map(({ name }) => name))}</span>
            </td>
            <td className="wide-cell">{book.category}</td>
            <td>
              {book.editions.map((edition) => (
                <span key={edition.isbn} className="d-block nowrap">
                  {FORMAT_NAMES[edition.format]} {formatMoney(edition.price, book.currency)}
                  {edition.availability === 'out' && <span className="text-danger"> · out</span>}
                </span>
              ))}
            </td>
            <td className="wide-cell num">{book.version}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
