import type { Rating } from '@/lib/books'
import { formatNumber } from '@/lib/text'

interface StarsProps {
  rating: Rating | undefined
  /** Also show the number of ratings. */
  count?: boolean
}

/** Five stars with the average; nothing while a book has no ratings. */
export function Stars({ rating, count = false }: StarsProps) {
  if (!rating?.count) return null
  const average = rating.average.toFixed(1)
  return (
    <span className="nowrap">
      <StarRating value={rating.average} />{' '}
      <span className="faint tnum">
        <span aria-hidden="true">{average}</span>
        {count && ` (${formatNumber(rating.count)})`}
      </span>
    </span>
  )
}

export function StarRating({ value }: { value: number }) {
  const label = `${value.toFixed(1).replace('.0', '')} out of 5 stars`
  return <span className="stars" style={{ '--v': value }} role="img" aria-label={label} />
}
