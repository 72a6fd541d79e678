import { Loading, ShelfSkeleton } from '@/components/states/Skeleton'

/** Until the page's own code is here. */
export function PageLoading() {
  return (
    <div className="container py-5 min-vh-100">
      <Loading what="Loading the page" />
      <ShelfSkeleton />
    </div>
  )
}
