import { Line } from '@/components/states/Skeleton'
import { counting } from '@/lib/range'

export function TopSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="shelf podium">
        {counting(3).map((i) => (
          <span className="book" key={i}>
            <span className="place">
              <span className="numeral faint">{i + 1}</span>
              <span className="cover sk" />
            </span>
            <span className="caption">
              <Line width="60%" height="1.2em" />
              <Line width="40%" />
            </span>
          </span>
        ))}
      </div>
      <ol className="rows top mt-5">
        {counting(7).map((i) => (
          <li key={i}>
            <span className="n faint">{i + 4}</span>
            <span className="cover sk" />
            <span>
              <Line width="12rem" height="1.1em" />
              <Line width="8rem" />
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
