import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Catchword } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { RunningHead } from '@/components/Breadcrumbs'
import { Section } from '@/components/Section'
import { Seo } from '@/components/Seo'
import { Shelf } from '@/components/books/BookGrid'
import { Nothing } from '@/components/states/EmptyState'
import { searchQuery } from '@/features/search/api/search'
import { fromHit } from '@/lib/books'

/** No such book, or no longer: what sounds like it. An address is a title in small letters, so it can be searched for. */
export function BookMissing({ bookId }: { bookId: string }) {
  const words = bookId.replaceAll('-', ' ')
  const { data } = useQuery(searchQuery({ q: words, limit: 6 }))
  const similar = data?.items.map(fromHit) ?? []
  return (
    <div className="container">
      <Seo title="No such book" noindex />
      <RunningHead trail={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">We have no such book</PageTitle>
      <Nothing title="It may have gone out of print, or the address has a slip.">
        <p>
          <Link to={`/search?q=${encodeURIComponent(words)}`}>Search for “{words}”</Link>
        </p>
        <Catchword to="/top-20" className="text-start m-0">
          What others bought this week
        </Catchword>
      </Nothing>
      {similar.length > 0 && (
        <Section title="Perhaps one of these">
          <Shelf books={similar} />
        </Section>
      )}
    </div>
  )
}
