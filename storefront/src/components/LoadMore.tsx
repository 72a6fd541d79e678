import type { ReactNode } from 'react'

interface LoadMoreProps {
  /** What `useInfiniteQuery` knows of the list. */
  list: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> }
  children: ReactNode
}

/** The way to a list's next page, as long as there is one. */
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
