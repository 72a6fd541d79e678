import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Movement } from '@/components/books/RankChange'
import { bestsellersQuery } from '../api/bestsellers'

/** Where a book stands in the week's list; nothing for the many that are not in it. */
export function Standing({ bookId }: { bookId: string }) {
  const { data } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  const place = data?.items.find(({ book }) => book.book_id === bookId)
  if (!place) return null
  return (
    <span className="quiet nowrap">
      <Movement by={place.movement} /> No. {place.rank} in the <Link to="/top-20">Top 20</Link>
    </span>
  )
}
