import { useInfiniteQuery } from '@tanstack/react-query'
import { More } from '@/components/LoadMore'
import { Shelf } from '@/components/books/BookGrid'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { Loading, ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog } from '@/lib/books'
import { newBooksQuery } from '../api/books'

export function Component() {
  const list = useInfiniteQuery({
    ...newBooksQuery(),
    throwOnError: true,
  })
  const { data } = list
  return (
    <div className="container">
      <Seo title="New on the shelves" description="The books that came to the shop last, the newest first." />
      <RunningHead trail={[{ label: 'New' }]} aside="the latest first" />
      <PageTitle className="mb-4">New on the shelves</PageTitle>
      {data ? (
        <Shelf books={data.pages.flatMap((page) => page.items).map(fromCatalog)} eager />
      ) : (
        <>
          <Loading what="Loading the new books" />
          <ShelfSkeleton />
          <ShelfSkeleton />
        </>
      )}
      <More of={list}>Further down the shelf</More>
    </div>
  )
}
