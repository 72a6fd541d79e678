import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { NextLink } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { BookGridSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, type Book } from '@/lib/books'
import { capitalize, formatCount } from '@/lib/text'
import { seriesQuery } from '../api/books'
import { formatYear } from '@/lib/dates'

type SeriesEntry = NonNullable<Book['series']>

const SKELETON_COLUMNS = 9

/** The books of the series in order; the current one is marked, the next one is linked below. */
export function SeriesStrip({ series }: { series: SeriesEntry }) {
  const { data, isError } = useQuery(seriesQuery(series.series_id))
  const books = data?.books.items
  if (isError || books?.length === 1) return null
  const next = books?.find((book) => (book.series?.position ?? 0) > series.position)
  return (
    <Section id="series" title={<>{series.name}, in order</>} meta={books && formatSpan(books)}>
      {books ? (
        <SeriesBooks books={books} current={series.position} />
      ) : (
        <BookGridSkeleton books={SKELETON_COLUMNS} />
      )}
      {next && <NextLink to={`/books/${next.book_id}`}>Next, {next.title}</NextLink>}
    </Section>
  )
}

function formatSpan(books: readonly Book[]): string {
  const years = books.map((book) => book.published)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return `${capitalize(formatCount(books.length, 'book'))}, ${first === last ? formatYear(first) : `${formatYear(first)} to ${formatYear(last)}`}`
}

function SeriesBooks({ books, current }: { books: readonly Book[]; current: number }) {
  return (
    <ol className="shelf volumes" style={{ '--n': Math.max(books.length, 6) }}>
      {books.map((book, i) => {
        const isCurrent = book.series?.position === current
        return (
          <li className="book" key={book.book_id} style={{ gridColumn: i + 1 }}>
            <Link
              className="standing"
              to={`/books/${book.book_id}`}
              aria-current={isCurrent ? 'page' : undefined}
            >
              <BookCover book={fromCatalog(book)} ribbon={isCurrent} />
              <span className="caption">
                <b>{book.series?.position}</b>
                {book.title}
              </span>
            </Link>
          </li>
        )
      })}
    </ol>
  )
}
