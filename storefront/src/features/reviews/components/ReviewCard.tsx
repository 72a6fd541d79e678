import type { ReactNode } from 'react'
import { StarRating } from '@/components/books/Stars'
import { formatMonth } from '@/lib/dates'
import type { Review } from '../api/reviews'

/** A review; one with spoilers is collapsed. */
export function ReviewCard({ review, children }: { review: Review; children?: ReactNode }) {
  const { stars, display_name, text, written_at, spoiler } = review
  return (
    <article className={`review ${text ? '' : 'short'}`}>
      <header>
        <StarRating value={stars} />
        <span>
          {display_name}, {formatMonth(written_at)}
        </span>
      </header>
      {text &&
        (spoiler ? (
          <details>
            <summary>Contains spoilers. Show review</summary>
            <p>{text}</p>
          </details>
        ) : (
          <p>{text}</p>
        ))}
      {children}
    </article>
  )
}
