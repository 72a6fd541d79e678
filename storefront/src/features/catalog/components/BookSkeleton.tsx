import { Line, Loading } from '@/components/states/Skeleton'

/** The book page without its print. */
export function BookSkeleton() {
  return (
    <div className="container">
      <Loading what="Loading the book" />
      <div className="runhead" aria-hidden="true">
        <Line width="16rem" />
      </div>
      <div className="jacket pt-3" aria-hidden="true">
        <div className="stand">
          <span className="cover sk" />
        </div>
        <div>
          <Line width="80%" height="3.25rem" />
          <Line width="40%" height="1.5rem" />
          <Line width="30%" />
          <Line width="100%" height="6rem" />
          <Line width="70%" height="2.75rem" />
          <Line width="95%" />
          <Line width="90%" />
          <Line width="60%" />
        </div>
      </div>
    </div>
  )
}
