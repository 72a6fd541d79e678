import { useState, type ReactNode } from 'react'
import { StarRating } from '@/components/books/Stars'
import { Section } from '@/components/Section'
import { toRating, type Book } from '@/lib/books'
import { formatCount } from '@/lib/text'
import type { Sort } from '../api/reviews'
import { Histogram } from './Histogram'
import { Reviews } from './Reviews'
import { WriteReview } from './WriteReview'

const SORTS: Record<Sort, string> = {
  newest: 'Newest',
  highest: 'Highest rated',
  lowest: 'Lowest rated',
}

/** The rating and the reviews of a book, with more details in a third column. */
export function ReviewSection({ book, children }: { book: Book; children: ReactNode }) {
  const [sort, setSort] = useState<Sort>('newest')
  const rating = toRating(book.rating.stars)
  return (
    <Section
      id="reviews"
      title="Customer reviews"
      meta={rating.count > 1 && <SortBy value={sort} onChange={setSort} />}
    >
      <div className="contents review-columns">
        <div>
          {rating.count > 0 && (
            <>
              <p className="d-flex align-items-baseline gap-3 mb-3">
                <span className="average">{rating.average.toFixed(1)}</span>
                <span>
                  <StarRating value={rating.average} />
                  <br />
                  <span className="quiet small">
                    {formatCount(rating.count, 'rating')}, all from verified purchases
                  </span>
                </span>
              </p>
              <Histogram stars={book.rating.stars} />
            </>
          )}
          <WriteReview bookId={book.book_id} />
        </div>
        <Reviews bookId={book.book_id} sort={sort} />
        <div>{children}</div>
      </div>
    </Section>
  )
}

function SortBy({ value, onChange }: { value: Sort; onChange: (sort: Sort) => void }) {
  return (
    <label className="d-flex align-items-center gap-2 small">
      <span className="nowrap">Sort by</span>
      <select
        className="form-select w-auto"
        value={value}
        onChange={(event) => onChange(event.target.value as Sort)}
      >
        {Object.entries(SORTS).map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
    </label>
  )
}
