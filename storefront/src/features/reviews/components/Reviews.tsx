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
        We couldn’t load the reviews.{' '}
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
      <LoadMore list={list}>Show more reviews</LoadMore>
    </div>
  )
}

function NoReviews() {
  return (
    <div className="prose">
      <p className="mb-1">No reviews yet.</p>
      <p className="quiet">Bought it here? Be the first to review it.</p>
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
