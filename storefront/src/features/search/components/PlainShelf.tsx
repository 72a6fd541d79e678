import { useInfiniteQuery } from '@tanstack/react-query'
import { Shelf } from '@/components/books/Shelf'
import { ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog } from '@/lib/books'
import { shelfQuery } from '../api/shelf'

/** The books of a category by title, without filters. */
export function PlainShelf({ category }: { category: string }) {
  const { data, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...shelfQuery(category),
    throwOnError: true,
  })
  if (!data) return <ShelfSkeleton />
  return (
    <>
      <p className="note mb-4">Filters are away at the moment; these are the books by title.</p>
      <Shelf books={data.pages.flatMap((page) => page.items).map(fromCatalog)} />
      {hasNextPage && (
        <p className="catchword">
          <button
            type="button"
            className="textbutton"
            aria-busy={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            More of this shelf
          </button>
        </p>
      )}
    </>
  )
}
