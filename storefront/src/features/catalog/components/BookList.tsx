import { Link } from 'react-router'
import { AddToCart } from '@/components/books/AddToCart'
import { BookCover } from '@/components/books/BookCover'
import { Price } from '@/components/books/Price'
import { Stars } from '@/components/books/Stars'
import { Stock } from '@/components/books/Stock'
import { NextLink } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs, type Crumb } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { EmptyState } from '@/components/states/EmptyState'
import { SkeletonLine, LoadingMessage, BookGridSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, type Book } from '@/lib/books'
import { capitalize, formatCount, FORMAT_NAMES, formatList } from '@/lib/text'
import { SpineRow } from './Spines'
import { formatYear } from '@/lib/dates'

interface BookListProps {
  title: string
  description: string
  crumbs: Crumb[]
  books: readonly Book[]
  /** Show the position in the series before each title. */
  numbered?: boolean
  jsonLd: object
}

/** The books of an author or a series: a row of spines, then each book with its description. */
export function BookList({ title, description, crumbs, books, numbered, jsonLd }: BookListProps) {
  return (
    <div className="container">
      <Seo title={title} description={description} jsonLd={[jsonLd]} />
      <Breadcrumbs crumbs={crumbs} meta={formatCount(books.length, 'book')} />
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
  const summary = fromCatalog(book)
  return (
    <li>
      <Link to={`/books/${book.book_id}`} tabIndex={-1} aria-hidden="true">
        <BookCover book={summary} />
      </Link>
      <div>
        <h2>
          {numbered && <span className="faint">{book.series?.position}. </span>}
          <Link className="plain" to={`/books/${book.book_id}`}>
            {book.title}
          </Link>
        </h2>
        <span className="quiet">{formatList(book.authors.map((author) => author.name))}</span>
        <p className="snip">{book.description}</p>
        <p className="meta">
          <Stars rating={summary.rating} count />
          <span>{formatYear(book.published)}</span>
        </p>
      </div>
      <div className="buy">
        {summary.price !== undefined && <Price minor={summary.price} currency={summary.currency} />}
        {summary.format && <span className="quiet small">{FORMAT_NAMES[summary.format]}</span>}
        {summary.availability && (
          <Stock availability={summary.availability} left={summary.left} format={summary.format} />
        )}
        {summary.availability !== 'out' && <AddToCart book={summary} />}
      </div>
    </li>
  )
}

export function BookListSkeleton() {
  return (
    <div className="container pt-5">
      <LoadingMessage label="Loading the books" />
      <SkeletonLine width="20rem" height="2.75rem" />
      <BookGridSkeleton />
    </div>
  )
}

export function BookListNotFound({ kind }: { kind: string }) {
  return (
    <div className="container">
      <Seo title={`${capitalize(kind)} not found`} noindex />
      <Breadcrumbs crumbs={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">{capitalize(kind)} not found</PageTitle>
      <EmptyState title="It may have moved, or the link may contain a typo.">
        <NextLink to="/search" className="text-start m-0">
          Browse all books
        </NextLink>
      </EmptyState>
    </div>
  )
}
