import { LoadingMessage, BookGridSkeleton } from '@/components/states/Skeleton'

/** Shown while the code of a lazy route loads. */
export function PageLoading() {
  return (
    <div className="container py-5 min-vh-100">
      <LoadingMessage label="Loading the page" />
      <BookGridSkeleton />
    </div>
  )
}
