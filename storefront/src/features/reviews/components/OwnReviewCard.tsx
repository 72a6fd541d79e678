import { useState } from 'react'
import { draftStore } from '@/lib/drafts'
import type { OwnReview } from '../api/ownReviews'
import type { ReviewRequest } from '../api/reviews'
import { useReviewMutations } from '../useReviewMutations'
import { ReviewCard } from './ReviewCard'
import { ReviewForm } from './ReviewForm'

interface OwnReviewCardProps {
  customerId: string
  own: OwnReview
  /** The book's title, where a page shows several reviews. */
  title?: string
}

/** The customer's own review, with actions to change or delete it; or a button to write one. */
export function OwnReviewCard({
  customerId,
  own: { book_id, may_write, review },
  title,
}: OwnReviewCardProps) {
  const draft = draftStore<ReviewRequest>(`review-${book_id}`, customerId)
  const [open, setOpen] = useState(() => may_write && draft.load() !== undefined)
  const { saveMutation, deleteMutation } = useReviewMutations(customerId, book_id)
  const close = () => {
    draft.remove()
    setOpen(false)
  }
  const titleSuffix = title && <span className="visually-hidden"> of {title}</span>
  if (open)
    return (
      <ReviewForm
        draft={draft}
        initial={review ?? undefined}
        busy={saveMutation.isPending}
        problem={saveMutation.error?.message}
        onSend={(request) => saveMutation.mutate(request, { onSuccess: close })}
        onCancel={close}
      />
    )
  if (!review)
    return (
      may_write && (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          Write a review{titleSuffix}
        </button>
      )
    )
  return (
    <ReviewCard review={review}>
      {review.hidden && (
        <p className="quiet small">Only you can see this review: our staff have hidden it from the shop.</p>
      )}
      <div className="d-flex gap-3">
        {may_write && (
          <button type="button" className="textbutton small" onClick={() => setOpen(true)}>
            Edit<span className="visually-hidden"> your review</span>
            {titleSuffix}
          </button>
        )}
        <button
          type="button"
          className="textbutton small"
          aria-busy={deleteMutation.isPending}
          onClick={() => !deleteMutation.isPending && deleteMutation.mutate(review)}
        >
          Delete review
          {titleSuffix}
        </button>
      </div>
    </ReviewCard>
  )
}
