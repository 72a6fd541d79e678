import { useInfiniteQuery } from '@tanstack/react-query'
import { LoadMore } from '@/components/LoadMore'
import { BookGrid } from '@/components/books/BookGrid'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { LoadingMessage, BookGridSkeleton } from '@/components/states/Skeleton'
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
      <Breadcrumbs crumbs={[{ label: 'New' }]} meta="the latest first" />
      <PageTitle className="mb-4">New on the shelves</PageTitle>
      {data ? (
        <BookGrid books={data.pages.flatMap((page) => page.items).map(fromCatalog)} eager />
      ) : (
        <>
          <LoadingMessage label="Loading the new books" />
          <BookGridSkeleton />
          <BookGridSkeleton />
        </>
      )}
      <LoadMore list={list}>Further down the shelf</LoadMore>
    </div>
  )
}
