import { useQuery } from '@tanstack/react-query'
import { Navigate, useParams } from 'react-router'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { EmptyState } from '@/components/states/EmptyState'
import { NextLink } from '@/components/NextLink'
import { categoriesQuery } from '@/lib/books'
import { formatCount, formatNumber, slugify } from '@/lib/text'
import { searchQuery } from '../api/search'
import { lastPageParams, toSearchRequest } from '../searchParams'
import { useFilterParams } from '../useFilterParams'
import { UnfilteredCategory } from './UnfilteredCategory'
import { Results, ResultsSkeleton } from './Results'

/** The page of one category, found by its slug. */
export function CategoryPage() {
  const { category: categorySlug = '' } = useParams()
  const { data: categories } = useQuery({ ...categoriesQuery(), throwOnError: true })
  const category = categories?.find(({ name }) => slugify(name) === categorySlug)
  if (!categories) return <CategorySkeleton />
  if (!category) return <CategoryNotFound />
  return <CategoryResults key={categorySlug} {...category} />
}

function CategoryResults({ name, books }: { name: string; books: number }) {
  const [params] = useFilterParams()
  const results = useQuery(searchQuery(toSearchRequest(params, { category: name })))
  const { data } = results
  const lastPage = data && !results.isPlaceholderData && lastPageParams(params, data)
  if (lastPage) return <Navigate to={{ search: `?${lastPage}` }} replace />
  const isComplete = data && !data.degraded
  const description = `Browse ${formatNumber(books)} ${name} books, each described by people who read it.`
  return (
    <div className="container">
      <Seo title={name} description={description} />
      <Breadcrumbs
        crumbs={[{ label: 'Categories' }, { label: name }]}
        meta={formatCount(isComplete ? data.total : books, 'book')}
      />
      <PageTitle className="mb-4">{name}</PageTitle>
      {/* Without the search the category shows all its books, without filters. */}
      {data?.degraded || (results.isError && !data) ? (
        <UnfilteredCategory category={name} />
      ) : (
        <Results results={results} onCategoryPage />
      )}
    </div>
  )
}

function CategorySkeleton() {
  return (
    <div className="container pt-5">
      <ResultsSkeleton />
    </div>
  )
}

function CategoryNotFound() {
  return (
    <div className="container">
      <Seo title="Category not found" noindex />
      <Breadcrumbs crumbs={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">Category not found</PageTitle>
      <EmptyState title="It may have moved, or the link may contain a typo.">
        <NextLink to="/search" className="text-start m-0">
          Browse all books
        </NextLink>
      </EmptyState>
    </div>
  )
}
