import { useInfiniteQuery } from '@tanstack/react-query'
import { More } from '@/components/LoadMore'
import { Shelf } from '@/components/books/BookGrid'
import { ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog } from '@/lib/books'
import { shelfQuery } from '../api/categoryBooks'

/** The books of a category by title, without filters. */
export function PlainShelf({ category }: { category: string }) {
  const list = useInfiniteQuery({
    ...shelfQuery(category),
    throwOnError: true,
  })
  const { data } = list
  if (!data) return <ShelfSkeleton />
  return (
    <>
      <p className="note mb-4">Filters are away at the moment; these are the books by title.</p>
      <Shelf books={data.pages.flatMap((page) => page.items).map(fromCatalog)} />
      <More of={list}>More of this shelf</More>
    </>
  )
}
