import { useInfiniteQuery } from '@tanstack/react-query'
import { LoadMore } from '@/components/LoadMore'
import { BookGrid } from '@/components/books/BookGrid'
import { BookGridSkeleton } from '@/components/states/Skeleton'
import { fromCatalog } from '@/lib/books'
import { categoryByTitleQuery } from '../api/categoryBooks'

/** The books of a category by title, while filters are unavailable. */
export function UnfilteredCategory({ category }: { category: string }) {
  const list = useInfiniteQuery({
    ...categoryByTitleQuery(category),
    throwOnError: true,
  })
  const { data } = list
  if (!data) return <BookGridSkeleton />
  return (
    <>
      <p className="note mb-4">Filters aren’t available right now. Books are shown by title.</p>
      <BookGrid books={data.pages.flatMap((page) => page.items).map(fromCatalog)} />
      <LoadMore list={list}>Show more</LoadMore>
    </>
  )
}
