import { useMutation, useQueryClient } from '@tanstack/react-query'
import { bookQuery } from '@/lib/books'
import { useToasts } from '@/lib/toasts'
import { ownKey, takeBackReview, writeReview } from './api/ownReviews'
import { reviewsKey, type Review, type ReviewWanted } from './api/reviews'

/** What one may do with one's review of a book; everything that shows it is asked again. */
export function useReviewing(readerId: string, bookId: string) {
  const queries = useQueryClient()
  const { say } = useToasts()
  const again = () => {
    const told = [ownKey(readerId), reviewsKey(bookId), bookQuery(bookId).queryKey]
    return Promise.all(told.map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const writing = useMutation({
    mutationFn: (review: ReviewWanted) => writeReview(bookId, review),
    onSuccess: async () => {
      say('Thank you: your review stands with the others.')
      await again()
    },
  })
  const takingBack = useMutation<unknown, Error, Review>({
    mutationFn: () => takeBackReview(bookId),
    onSuccess: async (_, { stars, display_name, text, spoiler }) => {
      const undo = () => writing.mutate({ stars, display_name, text, spoiler })
      say('Your review is taken back.', { label: 'Undo', run: undo })
      await again()
    },
    onError: () => say('Your review could not be taken back. Please try again.'),
  })
  return { writing, takingBack }
}
