import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import { Catchword } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead, type Crumb } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { Nothing } from '@/components/states/EmptyState'
import { Line, Loading, ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, type Book } from '@/lib/books'
import { counted, FORMAT_NAMES, listed } from '@/lib/text'
import { SpineRow } from './SpineRow'
import { yearOf } from '../years'

interface BookListProps {
  title: string
  description: string
  trail: Crumb[]
  books: readonly Book[]
  /** In the order of a series. */
  numbered?: boolean
  jsonLd: object
}

/** The books of an author or a series: first their backs on a shelf, then each with our words about it. */
export function BookList({ title, description, trail, books, numbered, jsonLd }: BookListProps) {
  return (
    <div className="container">
      <Seo title={title} description={description} jsonLd={[jsonLd]} />
      <RunningHead trail={trail} aside={counted(books.length, 'book')} />
      <PageTitle className="mb-4">{title}</PageTitle>
      <SpineRow books={books} />
      <ol className="results">
        {books.map((book) => (
          <BookRow key={book.book_id} book={book} numbered={numbered} />
        ))}
      </ol>
    </div>
  )
}

function BookRow({ book, numbered }: { book: Book; numbered?: boolean }) {
  const volume = fromCatalog(book)
  return (
    <li>
      <Link to={`/books/${book.book_id}`} tabIndex={-1} aria-hidden="true">
        <BookCover book={volume} />
      </Link>
      <div>
        <h2>
          {numbered && <span className="faint">{book.series?.position}. </span>}
          <Link className="plain" to={`/books/${book.book_id}`}>
            {book.title}
          </Link>
        </h2>
        <span className="quiet">{listed(book.authors.map((author) => author.name))}</span>
        <p className="snip">{book.description}</p>
        <p className="meta">
          <Stars rating={volume.rating} count />
          <span>{yearOf(book.published)}</span>
        </p>
      </div>
      <div className="buy">
        {volume.price !== undefined && <Price minor={volume.price} currency={volume.currency} />}
        {volume.format && <span className="quiet small">{FORMAT_NAMES[volume.format]}</span>}
        {volume.availability && (
          <Stock availability={volume.availability} left={volume.left} format={volume.format} />
        )}
        {volume.availability !== 'out' && <AddToCart book={volume} />}
      </div>
    </li>
  )
}

export function BookListSkeleton() {
  return (
    <div className="container pt-5">
      <Loading what="Loading the books" />
      <Line width="20rem" height="2.75rem" />
      <ShelfSkeleton />
    </div>
  )
}

export function BookListMissing({ what }: { what: string }) {
  return (
    <div className="container">
      <Seo title={`No such ${what}`} noindex />
      <RunningHead trail={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">We have no such {what}</PageTitle>
      <Nothing title="The search above knows what we have.">
        <Catchword to="/search" className="text-start m-0">
          Every book in the shop
        </Catchword>
      </Nothing>
    </div>
  )
}
