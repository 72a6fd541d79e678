import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'

export function OrdersSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your orders" />
      <ul className="lines orders" aria-hidden="true">
        {[1, 2, 3].map((i) => (
          <li key={i}>
            <span className="stacked">
              <span className="cover sk" />
            </span>
            <div>
              <SkeletonLine width="50%" height="1.4em" />
              <SkeletonLine width="30%" />
              <SkeletonLine width="6rem" />
            </div>
            <SkeletonLine width="4rem" />
          </li>
        ))}
      </ul>
    </>
  )
}

export function OrderSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your order" />
      <div aria-hidden="true">
        <SkeletonLine width="60%" height="2.75rem" />
        <SkeletonLine width="40%" />
        <div style={{ height: '11rem' }} />
        <OrdersSkeleton />
      </div>
    </>
  )
}
