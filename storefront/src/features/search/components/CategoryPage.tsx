import { useQuery } from '@tanstack/react-query'
import { useParams, useSearchParams } from 'react-router'
import { RunningHead } from '@/components/Breadcrumbs'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { Nothing } from '@/components/states/EmptyState'
import { Catchword } from '@/components/NextLink'
import { categoriesQuery } from '@/lib/books'
import { counted, figure, slug } from '@/lib/text'
import { searchQuery } from '../api/search'
import { questionOf } from '../searchParams'
import { PlainShelf } from './UnfilteredCategory'
import { Results, ResultsSkeleton } from './Results'

/** One category, found by its name in small letters. */
export function Component() {
  const { shelf = '' } = useParams()
  const { data: categories } = useQuery({ ...categoriesQuery(), throwOnError: true })
  const category = categories?.find(({ name }) => slug(name) === shelf)
  if (!categories) return <Waiting />
  if (!category) return <NoSuchShelf />
  return <ShelfOf key={shelf} {...category} />
}

function ShelfOf({ name, books }: { name: string; books: number }) {
  const [params] = useSearchParams()
  const found = useQuery(searchQuery(questionOf(params, { category: name })))
  const { data } = found
  const complete = data && !data.degraded
  const description = `${figure(books)} books on the ${name} shelf, each with a few words of ours about it.`
  return (
    <div className="container">
      <Seo title={name} description={description} />
      <RunningHead
        trail={[{ label: 'Shelves' }, { label: name }]}
        aside={counted(complete ? data.total : books, 'book')}
      />
      <PageTitle className="mb-4">{name}</PageTitle>
      {/* The shelf outlives the search: without it, all its books stand here without filters. */}
      {data?.degraded || (found.isError && !data) ? (
        <PlainShelf category={name} />
      ) : (
        <Results found={found} shelf />
      )}
    </div>
  )
}

function Waiting() {
  return (
    <div className="container pt-5">
      <ResultsSkeleton />
    </div>
  )
}

function NoSuchShelf() {
  return (
    <div className="container">
      <Seo title="No such shelf" noindex />
      <RunningHead trail={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">We have no such shelf</PageTitle>
      <Nothing title="All the shelves there are stand above.">
        <Catchword to="/search" className="text-start m-0">
          Every book we have
        </Catchword>
      </Nothing>
    </div>
  )
}
