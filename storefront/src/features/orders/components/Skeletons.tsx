import { Line, Loading } from '@/components/states/Skeleton'

export function RowsSkeleton() {
  return (
    <>
      <Loading what="Loading your orders" />
      <ul className="lines orders" aria-hidden="true">
        {[1, 2, 3].map((i) => (
          <li key={i}>
            <span className="stacked">
              <span className="cover sk" />
            </span>
            <div>
              <Line width="50%" height="1.4em" />
              <Line width="30%" />
              <Line width="6rem" />
            </div>
            <Line width="4rem" />
          </li>
        ))}
      </ul>
    </>
  )
}

export function OrderSkeleton() {
  return (
    <>
      <Loading what="Loading your order" />
      <div aria-hidden="true">
        <Line width="60%" height="2.75rem" />
        <Line width="40%" />
        <div style={{ height: '11rem' }} />
        <RowsSkeleton />
      </div>
    </>
  )
}
