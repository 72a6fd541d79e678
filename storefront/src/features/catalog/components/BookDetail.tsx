import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Stars } from '@/components/books/Stars'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { fromCatalog, toRating, type Book } from '@/lib/books'
import { formatNumber, slugify } from '@/lib/text'
import { BuyBox } from './BuyBox'
import { Description } from './Description'
import { Sample } from './Sample'
import { ShareButton } from './ShareButton'
import { Subjects } from './Subjects'

/** The upper part of a book's page: the cover, and next to it title, rating, editions and description. */
export function BookDetail({ book, rank }: { book: Book; rank: ReactNode }) {
  const categoryCrumb = { label: book.category, to: `/shelves/${slugify(book.category)}` }
  const seriesCrumbs = book.series
    ? [{ label: book.series.name, to: `/series/${book.series.series_id}` }]
    : []
  return (
    <>
      <Breadcrumbs
        crumbs={[categoryCrumb, ...seriesCrumbs, { label: book.title }]}
        meta={<ShareButton title={book.title} />}
      />
      <div className="jacket pt-3">
        <div className="stand">
          <BookCover book={fromCatalog(book)} hasAltText eager />
        </div>
        <div>
          {book.series && <SeriesPosition seriesCrumbs={book.series} />}
          <PageTitle>{book.title}</PageTitle>
          {book.subtitle && <p className="subtitle">{book.subtitle}</p>}
          <Byline book={book} />
          <RatingSummary book={book}>{rank}</RatingSummary>
          <BuyBox book={book} />
          <Description text={book.description} firstLine={book.first_line} />
          <Sample editions={book.editions} />
          <Subjects subjects={book.subjects} />
        </div>
      </div>
    </>
  )
}

function SeriesPosition({ seriesCrumbs }: { seriesCrumbs: NonNullable<Book['series']> }) {
  return (
    <p className="of">
      {seriesCrumbs.name}, <a href="#series">book {seriesCrumbs.position}</a>
    </p>
  )
}

function Byline({ book: { authors } }: { book: Book }) {
  return (
    <p className="byline">
      by{' '}
      {authors.map(({ author_id, name }, i) => (
        <span key={author_id}>
          {i > 0 && (i === authors.length - 1 ? ' and ' : ', ')}
          <Link to={`/authors/${author_id}`}>{name}</Link>
        </span>
      ))}
    </p>
  )
}

function RatingSummary({ book, children }: { book: Book; children: ReactNode }) {
  const rating = toRating(book.rating.stars)
  return (
    <div className="book-facts mb-4">
      <Stars rating={rating} />
      <a href="#reviews">
        {rating.count
          ? `${formatNumber(rating.count)} ${rating.count === 1 ? 'review' : 'reviews'}`
          : 'No reviews yet'}
      </a>
      {children}
    </div>
  )
}
