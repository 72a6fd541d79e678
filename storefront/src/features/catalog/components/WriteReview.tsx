import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { bookQuery } from '@/lib/books'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { reviewsQuery, writeReview, type ReviewWanted } from '../api/reviews'
import { ReviewForm } from './ReviewForm'

/** Whoever bought the book may say what it is like. Whether one did, the catalogue knows: it says so if not. */
export function WriteReview({ bookId }: { bookId: string }) {
  const { reader } = useSession()
  const [open, setOpen] = useState(false)
  const { say } = useToasts()
  const queries = useQueryClient()
  const writing = useMutation({
    mutationFn: (review: ReviewWanted) => writeReview(bookId, review),
    onSuccess: async () => {
      setOpen(false)
      say('Thank you: your review stands with the others.')
      const told = [reviewsQuery(bookId).queryKey, bookQuery(bookId).queryKey]
      await Promise.all(told.map((queryKey) => queries.invalidateQueries({ queryKey })))
    },
  })
  if (!reader)
    return (
      <p className="mt-4">
        <Link className="btn btn-outline-primary" to="/sign-in" state={{ from: `/books/${bookId}#reviews` }}>
          Sign in to write a review
        </Link>
      </p>
    )
  if (!open)
    return (
      <p className="mt-4">
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          Write a review
        </button>
      </p>
    )
  return (
    <ReviewForm
      busy={writing.isPending}
      problem={writing.error?.message}
      onSend={(review) => writing.mutate(review)}
      onCancel={() => setOpen(false)}
    />
  )
}
