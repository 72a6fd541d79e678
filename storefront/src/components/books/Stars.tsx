import type { Rating } from '@/lib/books'
import { formatNumber } from '@/lib/text'

interface StarsProps {
  rating: Rating | undefined
  /** Show the figure, and the count in brackets. */
  count?: boolean
}

/** Five stars of ink with the figure; nothing at all while nobody has rated the book. */
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
  const label = `${value.toFixed(1).replace('.0', '')} of 5 stars`
  return <span className="stars" style={{ '--v': value }} role="img" aria-label={label} />
}
