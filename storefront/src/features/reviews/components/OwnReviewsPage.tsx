import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { More } from '@/components/LoadMore'
import { AccountFrame } from '@/components/AccountLayout'
import { BookCover } from '@/components/books/BookCover'
import { Nothing } from '@/components/states/EmptyState'
import { Line, Loading } from '@/components/states/Skeleton'
import { useCatalogued } from '@/lib/books'
import { listed } from '@/lib/text'
import { ownReviewsQuery, type Own } from '../api/ownReviews'
import { OwnReview } from './OwnReviewCard'

export function Component() {
  return <AccountFrame title="What you thought">{(reader) => <Bought readerId={reader.id} />}</AccountFrame>
}

/** Buyers review: the books one bought, those with a review first. */
function Bought({ readerId }: { readerId: string }) {
  const list = useInfiniteQuery({
    ...ownReviewsQuery(readerId),
    throwOnError: true,
  })
  const { data } = list
  if (!data) return <RowsSkeleton />
  if (data.pages.every((page) => page.items.length === 0)) return <NothingYet />
  return (
    <>
      {data.pages.map((page, i) => (
        <Books key={i} readerId={readerId} books={page.items} />
      ))}
      <More of={list}>More of your books</More>
    </>
  )
}

function Books({ readerId, books }: { readerId: string; books: readonly Own[] }) {
  const catalogued = useCatalogued(books.map((own) => own.book_id))
  return (
    <ul className="lines reviewed">
      {books.toSorted(newestFirst).map((own) => {
        const book = catalogued(own.book_id)
        return (
          <li key={own.book_id}>
            {book ? <BookCover book={book} /> : <span className="cover sk" />}
            <div>
              <h2>
                {book ? <Link to={`/books/${own.book_id}`}>{book.title}</Link> : <Line width="12rem" />}
              </h2>
              <p className="quiet">{book && listed(book.authors.map((author) => author.name))}</p>
              <OwnReview readerId={readerId} own={own} title={book?.title} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const newestFirst = (a: Own, b: Own): number =>
  (b.review?.written_at ?? '').localeCompare(a.review?.written_at ?? '')

function NothingYet() {
  return (
    <Nothing title="Nothing to review yet">
      <p className="prose mb-0">
        Once you have bought a book here you may say what you think of it.{' '}
        <Link to="/top-20">The Top 20</Link> is what others are reading.
      </p>
    </Nothing>
  )
}

function RowsSkeleton() {
  return (
    <>
      <Loading what="Loading your books" />
      <ul className="lines reviewed" aria-hidden="true">
        {[1, 2, 3].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <Line width="50%" height="1.4em" />
              <Line width="30%" />
              <Line width="70%" />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
