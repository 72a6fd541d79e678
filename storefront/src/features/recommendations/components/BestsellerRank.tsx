import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { RankChange } from '@/components/books/RankChange'
import { bestsellersQuery } from '../api/bestsellers'

/** Where a book stands in the week's list; nothing for the many that are not in it. */
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
