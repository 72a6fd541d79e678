import { useState } from 'react'
import type { Own } from '../api/ownReviews'
import { useReviewing } from '../useReviewMutations'
import { OneReview } from './ReviewCard'
import { ReviewForm } from './ReviewForm'

interface OwnReviewProps {
  readerId: string
  own: Own
  /** The book's title, where several stand below each other. */
  title?: string
}

/** One's review of a book, to be changed or taken back; or, for who bought it, the way to write one. */
export function OwnReview({ readerId, own: { book_id, may_write, review }, title }: OwnReviewProps) {
  const [open, setOpen] = useState(false)
  const { writing, takingBack } = useReviewing(readerId, book_id)
  const ofWhich = title && <span className="visually-hidden"> of {title}</span>
  if (open)
    return (
      <ReviewForm
        start={review ?? undefined}
        busy={writing.isPending}
        problem={writing.error?.message}
        onSend={(wanted) => writing.mutate(wanted, { onSuccess: () => setOpen(false) })}
        onCancel={() => setOpen(false)}
      />
    )
  if (!review)
    return (
      may_write && (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          Write a review{ofWhich}
        </button>
      )
    )
  return (
    <OneReview review={review}>
      <div className="d-flex gap-3">
        {may_write && (
          <button type="button" className="textbutton small" onClick={() => setOpen(true)}>
            Change it<span className="visually-hidden">, your review</span>
            {ofWhich}
          </button>
        )}
        <button
          type="button"
          className="textbutton small"
          aria-busy={takingBack.isPending}
          onClick={() => !takingBack.isPending && takingBack.mutate(review)}
        >
          Take it back<span className="visually-hidden">, your review</span>
          {ofWhich}
        </button>
      </div>
    </OneReview>
  )
}
