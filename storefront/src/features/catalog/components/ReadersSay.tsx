import { useInfiniteQuery } from '@tanstack/react-query'
import { Line } from '@/components/states/Skeleton'
import { OnlyStars } from '@/components/books/Stars'
import { ratingOf, type Book } from '@/lib/books'
import { monthOf } from '@/lib/dates'
import { counted } from '@/lib/words'
import { reviewsQuery, type Review } from '../api/reviews'
import { Details } from './Details'
import { Histogram } from './Histogram'
import { WriteReview } from './WriteReview'

/** Rating, reviews by those who bought the book, and the edition's details. */
export function ReadersSay({ book }: { book: Book }) {
  const rating = ratingOf(book.rating.stars)
  return (
    <section className="section" id="reviews" aria-labelledby="readers-say">
      <div className="contents">
        <div>
          <h2 id="readers-say">Readers say</h2>
          {rating.count > 0 && (
            <>
              <p className="d-flex align-items-baseline gap-3 mb-3">
                <span className="serif" style={{ fontSize: '3rem', lineHeight: 1 }}>
                  {rating.average.toFixed(1)}
                </span>
                <span>
                  <OnlyStars value={rating.average} />
                  <br />
                  <span className="quiet small">{counted(rating.count, 'rating')}, all by buyers</span>
                </span>
              </p>
              <Histogram stars={book.rating.stars} />
            </>
          )}
          <WriteReview bookId={book.book_id} />
          <Details book={book} />
        </div>
        <Reviews bookId={book.book_id} />
      </div>
    </section>
  )
}

function Reviews({ bookId }: { bookId: string }) {
  const { data, isError, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery(
    reviewsQuery(bookId),
  )
  const reviews = data?.pages.flatMap((page) => page.items)
  if (isError)
    return (
      <p className="quiet">
        The reviews are away at the moment.{' '}
        <button type="button" className="textbutton" onClick={() => void refetch()}>
          Try again
        </button>
      </p>
    )
  return (
    <div>
      {reviews ? (
        reviews.map((review) => <OneReview key={review.written_at} review={review} />)
      ) : (
        <ReviewsSkeleton />
      )}
      {reviews?.length === 0 && <NoReviews />}
      {hasNextPage && (
        <p className="catchword">
          <button
            type="button"
            className="textbutton"
            aria-busy={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            More reviews
          </button>
        </p>
      )}
    </div>
  )
}

function NoReviews() {
  return (
    <div className="prose">
      <p className="mb-1">Nobody has written about this book yet.</p>
      <p className="quiet">Be the first, once you have bought it here.</p>
    </div>
  )
}

function OneReview({ review: { stars, display_name, text, written_at } }: { review: Review }) {
  return (
    <article className="review">
      <header>
        <OnlyStars value={stars} />
        <span>
          {display_name}, {monthOf(written_at)}
        </span>
      </header>
      {text && <p>{text}</p>}
    </article>
  )
}

function ReviewsSkeleton() {
  return (
    <div aria-hidden="true">
      {[1, 2, 3].map((i) => (
        <div className="review" key={i}>
          <Line width="9rem" />
          <Line width="90%" />
          <Line width="70%" />
        </div>
      ))}
    </div>
  )
}
