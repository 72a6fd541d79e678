import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useSearchParams } from 'react-router'
import { RunningHead } from '@/components/Breadcrumbs'
import { PageTitle } from '@/components/PageTitle'
import { Seo } from '@/components/Seo'
import { capital, counted } from '@/lib/text'
import { searchQuery, type Found, type Question } from '../api/search'
import { questionOf, withFilters } from '../searchParams'
import { Results } from './Results'

export function Component() {
  const [params] = useSearchParams()
  const question = questionOf(params)
  const found = useQuery(searchQuery(question))
  const { data, isPlaceholderData } = found
  // Whoever types an ISBN knows which book it is.
  if (data?.exact && !isPlaceholderData) return <Navigate to={`/books/${data.exact}`} replace />
  const title = titleOf(question, data)
  return (
    <div className="container">
      <Seo title={title} canonical="/search" noindex />
      <RunningHead trail={[{ label: 'Search' }]} aside={data && pageOf(data)} />
      <PageTitle className={data?.did_you_mean ? 'mb-2' : 'mb-4'}>{title}</PageTitle>
      {data && <Spelling asked={question.q} found={data} />}
      <Results found={found} />
    </div>
  )
}

const pageOf = ({ page, pages }: Found): string | undefined =>
  pages > 1 ? `page ${page} of ${pages}` : undefined

function titleOf({ q: asked, subject }: Question, found: Found | undefined): string {
  const either = asked ?? subject
  if (!found) return either ? `Searching for “${either}”` : 'Every book'
  if (!either && found.degraded) return 'Some of our books'
  if (!either) return `Every book we have, ${counted(found.total, 'book')}`
  if (!asked) return `${capital(counted(found.total, 'book'))} under “${either}”`
  const words = found.corrected ? (found.did_you_mean ?? asked) : asked
  return found.total ? `${capital(counted(found.total, 'book'))} for “${words}”` : `No books for “${asked}”`
}

/** What we searched for instead, or what might have been meant. */
function Spelling({ asked, found: { did_you_mean, corrected, total } }: { asked?: string; found: Found }) {
  const [params] = useSearchParams()
  if (!did_you_mean || !total) return null
  const meant = <Link to={{ search: `?${withFilters(params, { q: did_you_mean })}` }}>{did_you_mean}</Link>
  return (
    <p className="mb-4">
      {corrected ? (
        <>
          No book has the words <i className="it">{asked}</i>, so these are for {meant}.
        </>
      ) : (
        <>Did you mean {meant}?</>
      )}
    </p>
  )
}
