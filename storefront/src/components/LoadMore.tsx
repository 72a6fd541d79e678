import type { ReactNode } from 'react'

interface LoadMoreProps {
  /** The result of `useInfiniteQuery`. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
  children: ReactNode
}

/** A button that loads the next page of a list, as long as there is one. */
export function LoadMore({
  list: { hasNextPage, isFetchingNextPage, fetchNextPage },
  children,
}: LoadMoreProps) {
  if (!hasNextPage) return null
  return (
    <p className="catchword">
      <button
        type="button"
        className="textbutton"
        aria-busy={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {children}
      </button>
    </p>
  )
}
