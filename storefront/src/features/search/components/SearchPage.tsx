import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from 'react-router'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { bookPath } from '@/lib/books'
import { capitalize, formatCount, formatNumber } from '@/lib/text'
import { searchQuery, type SearchResponse, type SearchRequest } from '../api/search'
import { lastPageParams, toSearchRequest, setFilters } from '../searchParams'
import { useFilterParams } from '../useFilterParams'
import { Results } from './Results'

export function SearchPage() {
  const [params] = useFilterParams()
  const request = toSearchRequest(params)
  const results = useQuery(searchQuery(request))
  const { data, isPlaceholderData } = results
  // An exact ISBN leads directly to its edition.
  if (data?.exact && !isPlaceholderData)
    return (
      <Navigate to={bookPath({ book_id: data.exact, opensWith: data.exact_isbn ?? undefined })} replace />
    )
  const lastPage = data && !isPlaceholderData && lastPageParams(params, data)
  if (lastPage) return <Navigate to={{ search: `?${lastPage}` }} replace />
  const title = pageTitle(request, data)
  return (
    <div className="container">
      <Seo title={title} canonical="/search" noindex />
      <Breadcrumbs crumbs={[{ label: 'Search' }]} meta={data && pageLabel(data)} />
      <PageTitle className={data?.did_you_mean ? 'mb-2' : 'mb-4'}>{title}</PageTitle>
      {data && <Spelling query={request.q} results={data} />}
      <Results results={results} />
    </div>
  )
}

const pageLabel = ({ page, pages }: SearchResponse): string | undefined =>
  pages > 1 ? `page ${page} of ${pages}` : undefined

function pageTitle({ q: query, subject }: SearchRequest, results: SearchResponse | undefined): string {
  const term = query ?? subject
  if (!results) return term ? `Searching for “${term}”` : 'All books'
  if (!term && results.degraded) return 'Books'
  if (!term) return `All ${formatNumber(results.total)} books`
  if (!query) return `${capitalize(formatCount(results.total, 'book'))} about “${term}”`
  const searchedQuery = results.corrected ? (results.did_you_mean ?? query) : query
  return results.total
    ? `${capitalize(formatCount(results.total, 'book'))} for “${searchedQuery}”`
    : `No books for “${query}”`
}

/** The corrected spelling that was searched for, or a suggestion. */
function Spelling({
  query,
  results: { did_you_mean, corrected, total },
}: {
  query?: string
  results: SearchResponse
}) {
  const [params] = useFilterParams()
  if (!did_you_mean || !total) return null
  const link = <Link to={{ search: `?${setFilters(params, { q: did_you_mean })}` }}>{did_you_mean}</Link>
  return (
    <p className="mb-4">
      {corrected ? (
        <>
          No results for <i className="it">{query}</i>. Showing results for {link}.
        </>
      ) : (
        <>Did you mean {link}?</>
      )}
    </p>
  )
}
