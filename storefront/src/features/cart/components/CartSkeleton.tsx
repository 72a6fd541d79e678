import { SkeletonLine as SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'

/** Two lines and a bill of the real size. */
export function CartSkeleton() {
  return (
    <div className="two">
      <LoadingMessage label="Loading your cart" />
      <ul className="lines" aria-hidden="true">
        {[1, 2].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <SkeletonLine width="60%" height="1.4em" />
              <SkeletonLine width="40%" />
              <SkeletonLine width="8rem" height="2.6rem" />
            </div>
            <SkeletonLine width="3rem" />
          </li>
        ))}
      </ul>
      <div className="bill" aria-hidden="true">
        <SkeletonLine width="4rem" height="1.5em" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" height="2.75rem" />
      </div>
    </div>
  )
}
