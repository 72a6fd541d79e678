import { useInfiniteQuery } from '@tanstack/react-query'
import { LoadMore } from '@/components/LoadMore'
import { SkeletonLine } from '@/components/states/Skeleton'
import { reviewsQuery, type Sort } from '../api/reviews'
import { ReviewCard } from './ReviewCard'

/** The reviews of a book. The page works without them and says so. */
export function Reviews({ bookId, sort }: { bookId: string; sort: Sort }) {
  const list = useInfiniteQuery(reviewsQuery(bookId, sort))
  const { data, isError, isPlaceholderData, refetch } = list
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
    <div className={isPlaceholderData ? 'dimmed' : undefined}>
      {reviews ? (
        reviews.map((review) => <ReviewCard key={review.written_at + review.display_name} review={review} />)
      ) : (
        <ReviewsSkeleton />
      )}
      {reviews?.length === 0 && <NoReviews />}
      <LoadMore list={list}>More reviews</LoadMore>
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

function ReviewsSkeleton() {
  return (
    <div aria-hidden="true">
      {[1, 2, 3].map((i) => (
        <div className="review" key={i}>
          <SkeletonLine width="9rem" />
          <SkeletonLine width="90%" />
          <SkeletonLine width="70%" />
        </div>
      ))}
    </div>
  )
}
