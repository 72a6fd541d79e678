import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { SkeletonLine } from '@/components/states/Skeleton'
import { useReturnState, useSession } from '@/lib/session'
import { ownReviewQuery } from '../api/ownReviews'
import { OwnReviewCard } from './OwnReviewCard'

/** The review of a customer who bought the book; a hint for everybody else. */
export function WriteReview({ bookId }: { bookId: string }) {
  const { customer, isResolved } = useSession()
  const returnState = { ...useReturnState(), from: `/books/${bookId}#reviews` }
  return (
    <div className="mt-4">
      {customer ? (
        <OwnReviewOfBook customerId={customer.id} bookId={bookId} />
      ) : (
        isResolved && (
          <Link className="btn btn-outline-primary" to="/sign-in" state={returnState}>
            Sign in to write a review
          </Link>
        )
      )}
    </div>
  )
}

function OwnReviewOfBook({ customerId, bookId }: { customerId: string; bookId: string }) {
  const { data: own, isError } = useQuery(ownReviewQuery(customerId, bookId))
  if (isError) return null // the list of reviews shows the failure
  if (!own) return <SkeletonLine width="10rem" height="2.75rem" />
  if (!own.review && !own.may_write)
    return <p className="quiet">Only customers who bought this book here can review it.</p>
  return (
    <>
      {own.review && <h3 className="h5">Your review</h3>}
      <OwnReviewCard customerId={customerId} own={own} />
    </>
  )
}
