import { useMutation, useQueryClient } from '@tanstack/react-query'
import { messageUnlessLimited } from '@/lib/api'
import { bookQuery } from '@/lib/books'
import { useToasts } from '@/lib/toasts'
import { ownReviewsKey, deleteReview, saveReview } from './api/ownReviews'
import { reviewsKey, type Review, type ReviewRequest } from './api/reviews'

/** Return the mutations of the customer's review; the queries that show it are invalidated. */
export function useReviewMutations(customerId: string, bookId: string) {
  const queries = useQueryClient()
  const { toast } = useToasts()
  const invalidate = () => {
    const affectedKeys = [ownReviewsKey(customerId), reviewsKey(bookId), bookQuery(bookId).queryKey]
    return Promise.all(affectedKeys.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const saveMutation = useMutation({
    mutationFn: (review: ReviewRequest) => saveReview(bookId, review),
    onSuccess: async () => {
      toast('Thank you. Your review has been published.')
      await invalidate()
    },
  })
  const deleteMutation = useMutation<unknown, Error, Review>({
    mutationFn: () => deleteReview(bookId),
    onSuccess: async (_, { stars, display_name, text, spoiler }) => {
      const undo = () => saveMutation.mutate({ stars, display_name, text, spoiler })
      toast('Your review has been deleted.', { label: 'Undo', run: undo })
      await invalidate()
    },
    onError: (error) =>
      toast(messageUnlessLimited(error, 'We couldn’t delete your review. Please try again.')),
  })
  return { saveMutation, deleteMutation }
}
