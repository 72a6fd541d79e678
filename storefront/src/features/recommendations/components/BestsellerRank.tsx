import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { RankChange } from '@/components/books/RankChange'
import { bestsellersQuery } from '../api/bestsellers'

/** The rank of a book in the week's list, if it is in it. */
export function BestsellerRank({ bookId }: { bookId: string }) {
  const { data } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  const entry = data?.items.find(({ book }) => book.book_id === bookId)
  if (!entry) return null
  return (
    <span className="quiet nowrap">
      <RankChange by={entry.movement} /> No. {entry.rank} in the <Link to="/top-20">Top 20</Link>
    </span>
  )
}
