import { LoadingMessage, BookGridSkeleton } from '@/components/states/Skeleton'

/** Until the page's own code is here. */
export function PageLoading() {
  return (
    <div className="container py-5 min-vh-100">
      <LoadingMessage label="Loading the page" />
      <BookGridSkeleton />
    </div>
  )
}
