import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'

/** A placeholder for the page of a book. */
export function BookSkeleton() {
  return (
    <div className="container">
      <LoadingMessage label="Loading the book" />
      <div className="runhead" aria-hidden="true">
        <SkeletonLine width="16rem" />
      </div>
      <div className="jacket pt-3" aria-hidden="true">
        <div className="stand">
          <span className="cover sk" />
        </div>
        <div>
          <SkeletonLine width="80%" height="3.25rem" />
          <SkeletonLine width="40%" height="1.5rem" />
          <SkeletonLine width="30%" />
          <SkeletonLine width="100%" height="6rem" />
          <SkeletonLine width="70%" height="2.75rem" />
          <SkeletonLine width="95%" />
          <SkeletonLine width="90%" />
          <SkeletonLine width="60%" />
        </div>
      </div>
    </div>
  )
}
