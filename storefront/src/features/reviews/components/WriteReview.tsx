import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Line } from '@/components/states/Skeleton'
import { useSession } from '@/lib/session'
import { ownReviewQuery } from '../api/ownReviews'
import { OwnReview } from './OwnReviewCard'

/** Whoever bought the book may say what it is like; everybody else is told so. */
export function WriteReview({ bookId }: { bookId: string }) {
  const { reader, known } = useSession()
  return (
    <div className="mt-4">
      {reader ? (
        <Mine readerId={reader.id} bookId={bookId} />
      ) : (
        known && (
          <Link
            className="btn btn-outline-primary"
            to="/sign-in"
            state={{ from: `/books/${bookId}#reviews` }}
          >
            Sign in to write a review
          </Link>
        )
      )}
    </div>
  )
}

function Mine({ readerId, bookId }: { readerId: string; bookId: string }) {
  const { data: own, isError } = useQuery(ownReviewQuery(readerId, bookId))
  if (isError) return null // the reviews beside it say that they are away
  if (!own) return <Line width="10rem" height="2.75rem" />
  if (!own.review && !own.may_write)
    return <p className="quiet">Whoever has bought this book here can write about it.</p>
  return (
    <>
      {own.review && <h3 className="h5">Your review</h3>}
      <OwnReview readerId={readerId} own={own} />
    </>
  )
}
