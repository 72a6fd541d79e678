import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { NextLink } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Section } from '@/components/Section'
import { Seo } from '@/components/Seo'
import { BookGrid } from '@/components/books/BookGrid'
import { EmptyState } from '@/components/states/EmptyState'
import { searchQuery } from '@/features/search/api/search'
import { fromHit } from '@/lib/books'

/**
 * An unknown or removed book, with similar titles: a book id is a title in lower case, so it can be searched
 * for.
 */
export function BookNotFound({ bookId }: { bookId: string }) {
  const query = bookId.replaceAll('-', ' ')
  const { data } = useQuery(searchQuery({ q: query, limit: 6 }))
  const similar = data?.items.map(fromHit) ?? []
  return (
    <div className="container">
      <Seo title="No such book" noindex />
      <Breadcrumbs crumbs={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">We have no such book</PageTitle>
      <EmptyState title="It may have gone out of print, or the address has a slip.">
        <p>
          <Link to={`/search?q=${encodeURIComponent(query)}`}>Search for “{query}”</Link>
        </p>
        <NextLink to="/top-20" className="text-start m-0">
          What others bought this week
        </NextLink>
      </EmptyState>
      {similar.length > 0 && (
        <Section title="Perhaps one of these">
          <BookGrid books={similar} />
        </Section>
      )}
    </div>
  )
}
