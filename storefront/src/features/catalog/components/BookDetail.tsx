import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Stars } from '@/components/books/Stars'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { fromCatalog, ratingOf, type Book } from '@/lib/books'
import { figure, slug } from '@/lib/text'
import { Buy } from './BuyBox'
import { Description } from './Description'
import { ShareButton } from './ShareButton'
import { Subjects } from './Subjects'

/** The upper part of the page: the cover on its rule, and beside it what one reads and does first. */
export function BookDetail({ book, standing }: { book: Book; standing: ReactNode }) {
  const shelf = { label: book.category, to: `/shelves/${slug(book.category)}` }
  const series = book.series ? [{ label: book.series.name, to: `/series/${book.series.series_id}` }] : []
  return (
    <>
      <RunningHead
        trail={[shelf, ...series, { label: book.title }]}
        aside={<ShareButton title={book.title} />}
      />
      <div className="jacket pt-3">
        <div className="stand">
          <BookCover book={fromCatalog(book)} named eager />
        </div>
        <div>
          {book.series && <PlaceInSeries series={book.series} />}
          <PageTitle>{book.title}</PageTitle>
          {book.subtitle && <p className="subtitle">{book.subtitle}</p>}
          <Byline book={book} />
          <Told book={book}>{standing}</Told>
          <Buy book={book} />
          <Description text={book.description} firstLine={book.first_line} />
          <Subjects subjects={book.subjects} />
        </div>
      </div>
    </>
  )
}

function PlaceInSeries({ series }: { series: NonNullable<Book['series']> }) {
  return (
    <p className="of">
      {series.name}, <a href="#series">book {series.position}</a>
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

function Told({ book, children }: { book: Book; children: ReactNode }) {
  const rating = ratingOf(book.rating.stars)
  return (
    <div className="tell mb-4">
      <Stars rating={rating} />
      <a href="#reviews">
        {rating.count
          ? `${figure(rating.count)} ${rating.count === 1 ? 'review' : 'reviews'}`
          : 'No reviews yet'}
      </a>
      {children}
    </div>
  )
}
