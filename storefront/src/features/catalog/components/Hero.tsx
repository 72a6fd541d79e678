import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { PageTitle } from '@/components/PageTitle'
import { Line, Loading } from '@/components/states/Skeleton'
import { fromCatalog, newestQuery, usual, type Book } from '@/lib/books'
import { money } from '@/lib/money'
import { ofToday } from '@/lib/today'
import { listed } from '@/lib/text'
import { yearOf } from '../years'
import { Spines } from './Spines'

const LONGEST = 190

/** The first line of one book, set large, above a shelf of spines with that book face out. Another one each day. */
export function Opening() {
  const { data: books, isError } = useQuery(newestQuery())
  const book = books && ofToday(books.filter(canOpen))
  if (isError || (books && !book)) return <PlainOpening />
  return (
    <section className="opening" aria-labelledby="first-line">
      <div className="container">
        <PageTitle>
          <span id="first-line">Today’s first line</span>
        </PageTitle>
        {book ? <FirstLine book={book} /> : <OpeningSkeleton />}
      </div>
      {book ? (
        <Spines face={fromCatalog(book)} others={books.filter((b) => b !== book)} />
      ) : (
        <div className="spines" />
      )}
    </section>
  )
}

/** An empty shop, or a catalogue that is away. */
function PlainOpening() {
  return (
    <section className="opening pb-4">
      <div className="container">
        <PageTitle>Catchword books</PageTitle>
        <blockquote>A shop that begins with a first line.</blockquote>
      </div>
    </section>
  )
}

/** A line that can be read at a glance, of a book that can be bought. */
const canOpen = ({ first_line, editions }: Book): boolean =>
  !!first_line && first_line.length <= LONGEST && editions.some((edition) => edition.availability !== 'out')

function FirstLine({ book }: { book: Book }) {
  const edition = usual(book.editions)
  return (
    <>
      <blockquote className={(book.first_line?.length ?? 0) > 110 ? 'long' : undefined}>
        “{book.first_line}”
      </blockquote>
      <p className="source">
        <Link className="btn btn-primary" to={`/books/${book.book_id}`}>
          Read on, {edition && money(edition.price, book.currency)}
        </Link>
        <span>
          <cite>{book.title}</cite>, {listed(book.authors.map((author) => author.name))},{' '}
          {yearOf(book.published)}
        </span>
      </p>
    </>
  )
}

function OpeningSkeleton() {
  return (
    <>
      <Loading what="Loading today’s first line" />
      <blockquote aria-hidden="true" style={{ width: '100%' }}>
        <Line width="90%" height="0.8em" />
        <Line width="95%" height="0.8em" />
        <Line width="85%" height="0.8em" />
        <Line width="60%" height="0.8em" />
      </blockquote>
      <p className="source" aria-hidden="true" style={{ width: '20rem' }}>
        <Line width="100%" height="2.75rem" />
      </p>
    </>
  )
}
