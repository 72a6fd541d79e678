import { SkeletonLine } from '@/components/states/Skeleton'
import { range } from '@/lib/range'

export function BestsellerListSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="shelf podium">
        {range(3).map((i) => (
          <span className="book" key={i}>
            <span className="place">
              <span className="numeral faint">{i + 1}</span>
              <span className="cover sk" />
            </span>
            <span className="caption">
              <SkeletonLine width="60%" height="1.2em" />
              <SkeletonLine width="40%" />
            </span>
          </span>
        ))}
      </div>
      <ol className="rows top mt-5">
        {range(7).map((i) => (
          <li key={i}>
            <span className="n faint">{i + 4}</span>
            <span className="cover sk" />
            <span>
              <SkeletonLine width="12rem" height="1.1em" />
              <SkeletonLine width="8rem" />
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
