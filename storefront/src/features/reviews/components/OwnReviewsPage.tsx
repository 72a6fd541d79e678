import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { LoadMore } from '@/components/LoadMore'
import { AccountLayout } from '@/components/AccountLayout'
import { BookCover } from '@/components/books/BookCover'
import { EmptyState } from '@/components/states/EmptyState'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { useCatalogBooks } from '@/lib/books'
import { formatList } from '@/lib/text'
import { ownReviewsQuery, type OwnReview } from '../api/ownReviews'
import { OwnReviewCard } from './OwnReviewCard'

export function Component() {
  return (
    <AccountLayout title="Your reviews">
      {(customer) => <PurchasedBooks customerId={customer.id} />}
    </AccountLayout>
  )
}

/** The books that the customer bought, those with a review first. */
function PurchasedBooks({ customerId }: { customerId: string }) {
  const list = useInfiniteQuery({
    ...ownReviewsQuery(customerId),
    throwOnError: true,
  })
  const { data } = list
  if (!data) return <BooksSkeleton />
  if (data.pages.every((page) => page.items.length === 0)) return <EmptyReviews />
  return (
    <>
      {data.pages.map((page, i) => (
        <Books key={i} customerId={customerId} books={page.items} />
      ))}
      <LoadMore list={list}>Show more books</LoadMore>
    </>
  )
}

function Books({ customerId, books }: { customerId: string; books: readonly OwnReview[] }) {
  const findBook = useCatalogBooks(books.map((own) => own.book_id))
  return (
    <ul className="lines reviewed">
      {books.toSorted(newestFirst).map((own) => {
        const book = findBook(own.book_id)
        return (
          <li key={own.book_id}>
            {book ? <BookCover book={book} /> : <span className="cover sk" />}
            <div>
              <h2>
                {book ? (
                  <Link to={`/books/${own.book_id}`}>{book.title}</Link>
                ) : (
                  <SkeletonLine width="12rem" />
                )}
              </h2>
              <p className="quiet">{book && formatList(book.authors.map((author) => author.name))}</p>
              <OwnReviewCard customerId={customerId} own={own} title={book?.title} />
            </div>
          </li>
        )
      })}
    </ul>
  )
}

const newestFirst = (a: OwnReview, b: OwnReview): number =>
  (b.review?.written_at ?? '').localeCompare(a.review?.written_at ?? '')

function EmptyReviews() {
  return (
    <EmptyState title="Nothing to review yet">
      <p className="prose mb-0">
        Once you’ve bought a book, you can review it here. <Link to="/top-20">See our Top 20</Link>.
      </p>
    </EmptyState>
  )
}

function BooksSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your books" />
      <ul className="lines reviewed" aria-hidden="true">
        {[1, 2, 3].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <SkeletonLine width="50%" height="1.4em" />
              <SkeletonLine width="30%" />
              <SkeletonLine width="70%" />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
