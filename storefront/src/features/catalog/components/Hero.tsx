import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { PageTitle } from '@/components/PageTitle'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { fromCatalog, newestQuery, preferredEdition, type Book } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import { pickOfTheDay, formatYear } from '@/lib/dates'
import { formatList } from '@/lib/text'
import { Spines } from './Spines'

const MAX_LENGTH = 190

/** The first line of one book, which changes daily, above a row of spines with that book face out. */
export function Hero() {
  const { data: books, isError } = useQuery(newestQuery())
  const book = books && pickOfTheDay(books.filter(hasShortFirstLine))
  if (isError || (books && !book)) return <PlainHero />
  return (
    <section className="opening" aria-labelledby="first-line">
      <div className="container">
        <PageTitle>
          <span id="first-line">Today’s first line</span>
        </PageTitle>
        {book ? <FirstLine book={book} /> : <HeroSkeleton />}
      </div>
      {book ? (
        <Spines face={fromCatalog(book)} others={books.filter((b) => b !== book)} />
      ) : (
        <div className="spines" />
      )}
    </section>
  )
}

/** Shown for an empty shop, or while the catalogue is unavailable. */
function PlainHero() {
  return (
    <section className="opening pb-4">
      <div className="container">
        <PageTitle>Catchword books</PageTitle>
        <blockquote>Every good book begins with a first line.</blockquote>
      </div>
    </section>
  )
}

/** Whether the first line is short enough and the book can be bought. */
const hasShortFirstLine = ({ first_line, editions }: Book): boolean =>
  !!first_line &&
  first_line.length <= MAX_LENGTH &&
  editions.some((edition) => edition.availability !== 'out')

function FirstLine({ book }: { book: Book }) {
  const edition = preferredEdition(book.editions)
  return (
    <>
      <blockquote className={(book.first_line?.length ?? 0) > 110 ? 'long' : undefined}>
        “{book.first_line}”
      </blockquote>
      <p className="source">
        <Link className="btn btn-primary" to={`/books/${book.book_id}`}>
          See the book{edition && `, ${formatMoney(edition.price, book.currency)}`}
        </Link>
        <span>
          <cite>{book.title}</cite>, {formatList(book.authors.map((author) => author.name))},{' '}
          {formatYear(book.published)}
        </span>
      </p>
    </>
  )
}

function HeroSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading today’s first line" />
      <blockquote aria-hidden="true" style={{ width: '100%' }}>
        <SkeletonLine width="90%" height="0.8em" />
        <SkeletonLine width="95%" height="0.8em" />
        <SkeletonLine width="85%" height="0.8em" />
        <SkeletonLine width="60%" height="0.8em" />
      </blockquote>
      <p className="source" aria-hidden="true" style={{ width: '20rem' }}>
        <SkeletonLine width="100%" height="2.75rem" />
      </p>
    </>
  )
}
