import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { fromCatalog, newestQuery } from '@/lib/books'
import { ofToday } from '@/lib/today'
import { lastSentence, sayable } from '../editorialComments'

const [SHORTEST, LONGEST] = [60, 170]

/** One sentence of the shop on one book, set large between two sections. */
export function ShopSays() {
  const { data: books } = useQuery(newestQuery())
  const book = books && ofToday(sayable(books, SHORTEST, LONGEST), 3)
  if (!book) return null
  const volume = fromCatalog(book)
  return (
    <figure className="line">
      <Link to={`/books/${book.book_id}`}>
        <BookCover book={volume} named />
      </Link>
      <div>
        <blockquote>{lastSentence(book)}</blockquote>
        <figcaption className="quiet mt-3">
          The shop on <cite>{book.title}</cite>
          {volume.price !== undefined && (
            <>
              , <Price minor={volume.price} currency={volume.currency} />
            </>
          )}
        </figcaption>
      </div>
    </figure>
  )
}
