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
      <Seo title="New arrivals" description="Our newest books, latest first." />
      <Breadcrumbs crumbs={[{ label: 'New' }]} meta="newest first" />
      <PageTitle className="mb-4">New arrivals</PageTitle>
      {data ? (
        <BookGrid books={data.pages.flatMap((page) => page.items).map(fromCatalog)} eager />
      ) : (
        <>
          <LoadingMessage label="Loading the new books" />
          <BookGridSkeleton />
          <BookGridSkeleton />
        </>
      )}
      <LoadMore list={list}>Show more</LoadMore>
    </div>
  )
}
