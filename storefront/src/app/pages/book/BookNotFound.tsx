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
      <Seo title="Book not found" noindex />
      <Breadcrumbs crumbs={[{ label: 'Not found' }]} />
      <PageTitle className="mb-5">Book not found</PageTitle>
      <EmptyState title="It may be out of print, or the link may contain a typo.">
        <p>
          <Link to={`/search?q=${encodeURIComponent(query)}`}>Search for “{query}”</Link>
        </p>
        <NextLink to="/top-20" className="text-start m-0">
          See this week’s bestsellers
        </NextLink>
      </EmptyState>
      {similar.length > 0 && (
        <Section title="You might be looking for">
          <BookGrid books={similar} />
        </Section>
      )}
    </div>
  )
}
