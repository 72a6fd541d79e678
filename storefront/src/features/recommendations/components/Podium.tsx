import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { RankChange } from '@/components/books/RankChange'
import { Stars } from '@/components/books/Stars'
import { formatList } from '@/lib/text'
import { BookPrice, type RankedBook } from './RankedBooks'

/** The first three books, each with a numeral as large as its cover. */
export function Podium({ rankedBooks }: { rankedBooks: readonly RankedBook[] }) {
  return (
    <ol className="shelf podium">
      {rankedBooks.map((rankedBook) => (
        <PodiumBook key={rankedBook.book.book_id} {...rankedBook} />
      ))}
    </ol>
  )
}

function PodiumBook({ rank, movement, book }: RankedBook) {
  return (
    <li className="book">
      <Link to={`/books/${book.book_id}`} className="standing">
        <span className="place">
          <span className="numeral">{rank}</span>
          <BookCover book={book} eager />
        </span>
        <span className="caption">
          <span className="book-title h4 mb-0">{book.title}</span>
          <span className="book-author">{formatList(book.authors.map((author) => author.name))}</span>
          <span className="d-flex flex-wrap align-items-center gap-3 mt-1">
            <RankChange by={movement} />
            <Stars rating={book.rating} />
            <BookPrice book={book} />
          </span>
        </span>
      </Link>
    </li>
  )
}
