import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { AccountLayout } from '@/components/AccountLayout'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import { EmptyState } from '@/components/states/EmptyState'
import { LoadingMessage, BookGridSkeleton } from '@/components/states/Skeleton'
import { useWishlist } from '@/lib/cart'
import { booksQuery, fromCatalog, type BookSummary } from '@/lib/books'
import { formatList } from '@/lib/text'

export function Component() {
  return <AccountLayout title="Your wishlist">{() => <WishlistItems />}</AccountLayout>
}

function WishlistItems() {
  const { bookIds } = useWishlist()
  const { data: books } = useQuery({ ...booksQuery(bookIds ?? []), throwOnError: true })
  if (bookIds?.length === 0) return <EmptyWishlist />
  if (!bookIds || !books)
    return (
      <>
        <LoadingMessage label="Loading your wishlist" />
        <BookGridSkeleton />
      </>
    )
  const byId = new Map(books.map((book) => [book.book_id, fromCatalog(book)]))
  return (
    <ul className="wishes">
      {bookIds
        .map((id) => byId.get(id))
        .map((book) => book && <WishlistItem key={book.book_id} book={book} />)}
    </ul>
  )
}

function WishlistItem({ book }: { book: BookSummary }) {
  const { toggle } = useWishlist()
  return (
    <li>
      <Link to={`/books/${book.book_id}`} tabIndex={-1} aria-hidden="true">
        <BookCover book={book} />
      </Link>
      <div>
        <h2 className="book-title">
          <Link className="plain" to={`/books/${book.book_id}`}>
            {book.title}
          </Link>
        </h2>
        <p className="book-author mb-1">{formatList(book.authors.map((author) => author.name))}</p>
        {book.price !== undefined && (
          <p className="mb-2">
            <Price minor={book.price} currency={book.currency} />{' '}
            {book.availability && (
              <Stock availability={book.availability} left={book.left} format={book.format} />
            )}
          </p>
        )}
        <p className="d-flex flex-wrap gap-3 align-items-center mb-0">
          {book.availability !== 'out' && <AddToCart book={book} />}
          <button type="button" className="textbutton small" onClick={() => toggle(book)}>
            Remove<span className="visually-hidden"> from your wishlist: {book.title}</span>
          </button>
        </p>
      </div>
    </li>
  )
}

function EmptyWishlist() {
  return (
    <EmptyState title="Your wishlist is empty">
      <p className="prose mb-0">
        Select the heart on a book to save it here. <Link to="/new">See what’s new</Link>.
      </p>
    </EmptyState>
  )
}
