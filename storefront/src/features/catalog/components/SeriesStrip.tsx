import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Catchword } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, type Book } from '@/lib/books'
import { capital, counted } from '@/lib/text'
import { seriesQuery } from '../api/people'
import { yearOf } from '../years'

type Place = NonNullable<Book['series']>

const ACROSS = 9

/** The whole series in order; the ribbon marks the volume one is looking at, the catchword names the next. */
export function SeriesStrip({ series }: { series: Place }) {
  const { data, isError } = useQuery(seriesQuery(series.series_id))
  const books = data?.books.items
  if (isError || books?.length === 1) return null
  const next = books?.find((book) => (book.series?.position ?? 0) > series.position)
  return (
    <Section id="series" title={<>{series.name}, in order</>} aside={books && spanOf(books)}>
      {books ? <Volumes books={books} current={series.position} /> : <ShelfSkeleton books={ACROSS} />}
      {next && <Catchword to={`/books/${next.book_id}`}>Next, {next.title}</Catchword>}
    </Section>
  )
}

function spanOf(books: readonly Book[]): string {
  const years = books.map((book) => book.published)
  const [first, last] = [Math.min(...years), Math.max(...years)]
  return `${capital(counted(books.length, 'book'))}, ${first === last ? yearOf(first) : `${yearOf(first)} to ${yearOf(last)}`}`
}

function Volumes({ books, current }: { books: readonly Book[]; current: number }) {
  return (
    <ol className="shelf volumes" style={{ '--n': Math.max(books.length, 6) }}>
      {books.map((book, i) => {
        const here = book.series?.position === current
        return (
          <li className="book" key={book.book_id} style={{ gridColumn: i + 1 }}>
            <Link className="standing" to={`/books/${book.book_id}`} aria-current={here ? 'page' : undefined}>
              <BookCover book={fromCatalog(book)} ribbon={here} />
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
