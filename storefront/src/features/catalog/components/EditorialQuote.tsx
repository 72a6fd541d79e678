import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { fromCatalog, newestQuery } from '@/lib/books'
import { pickOfTheDay } from '@/lib/dates'
import { editorialComment, selectByCommentLength } from '../editorialComments'

const [MIN_LENGTH, MAX_LENGTH] = [60, 170]

/** The shop's comment on one book, which changes daily. */
export function EditorialQuote() {
  const { data: books } = useQuery(newestQuery())
  const book = books && pickOfTheDay(selectByCommentLength(books, MIN_LENGTH, MAX_LENGTH), 3)
  if (!book) return null
  const summary = fromCatalog(book)
  return (
    <figure className="line">
      <Link to={`/books/${book.book_id}`}>
        <BookCover book={summary} hasAltText />
      </Link>
      <div>
        <blockquote>{editorialComment(book)}</blockquote>
        <figcaption className="quiet mt-3">
          Our view of <cite>{book.title}</cite>
          {summary.price !== undefined && (
            <>
              , <Price minor={summary.price} currency={summary.currency} />
            </>
          )}
        </figcaption>
      </div>
    </figure>
  )
}
