import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { AccountFrame } from '@/components/AccountLayout'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stock } from '@/components/books/Stock'
import { Nothing } from '@/components/states/EmptyState'
import { Loading, ShelfSkeleton } from '@/components/states/Skeleton'
import { useWishlist } from '@/lib/cart/context'
import { booksQuery, fromCatalog, type Volume } from '@/lib/books'
import { listed } from '@/lib/text'

const SHOWN = 50 // the catalogue tells of as many at once

export function Component() {
  return <AccountFrame title="Books you wish for">{() => <Wishes />}</AccountFrame>
}

function Wishes() {
  const { wished } = useWishlist()
  const ids = wished?.slice(0, SHOWN) ?? []
  const { data: books } = useQuery({ ...booksQuery(ids), throwOnError: true })
  if (wished?.length === 0) return <NoWishes />
  if (!wished || !books)
    return (
      <>
        <Loading what="Loading your wishlist" />
        <ShelfSkeleton />
      </>
    )
  const known = new Map(books.map((book) => [book.book_id, fromCatalog(book)]))
  return (
    <ul className="wishes">
      {ids.map((id) => known.get(id)).map((book) => book && <Wish key={book.book_id} book={book} />)}
    </ul>
  )
}

function Wish({ book }: { book: Volume }) {
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
        <p className="book-author mb-1">{listed(book.authors.map((author) => author.name))}</p>
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
            Take off<span className="visually-hidden"> the wishlist: {book.title}</span>
          </button>
        </p>
      </div>
    </li>
  )
}

function NoWishes() {
  return (
    <Nothing title="Nothing wished for yet">
      <p className="prose mb-0">
        The heart beside a book keeps it here. <Link to="/new">What has just come in</Link> is a good place to
        look.
      </p>
    </Nothing>
  )
}
