import { Line as Bar, Loading } from '@/components/states/Skeleton'

/** Two lines and a bill of the real size. */
export function CartSkeleton() {
  return (
    <div className="two">
      <Loading what="Loading your cart" />
      <ul className="lines" aria-hidden="true">
        {[1, 2].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <Bar width="60%" height="1.4em" />
              <Bar width="40%" />
              <Bar width="8rem" height="2.6rem" />
            </div>
            <Bar width="3rem" />
          </li>
        ))}
      </ul>
      <div className="bill" aria-hidden="true">
        <Bar width="4rem" height="1.5em" />
        <Bar width="100%" />
        <Bar width="100%" />
        <Bar width="100%" height="2.75rem" />
      </div>
    </div>
  )
}
