import { formatNumber } from '@/lib/text'

const STARS = [5, 4, 3, 2, 1]

/** The number of ratings for each number of stars, as text and as bars. */
export function Histogram({ stars }: { stars: readonly number[] }) {
  const highest = Math.max(...stars, 1)
  return (
    <dl className="histogram">
      {STARS.map((n) => {
        const count = stars[n - 1] ?? 0
        return (
          <div key={n}>
            <dt>{n === 1 ? '1 star' : `${n} stars`}</dt>
            <i aria-hidden="true" style={{ '--p': `${(100 * count) / highest}%` }} />
            <dd>{formatNumber(count)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
