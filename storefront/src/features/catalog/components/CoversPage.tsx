import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { NextLink } from '@/components/NextLink'
import { PageTitle } from '@/components/PageTitle'
import { Breadcrumbs } from '@/components/Breadcrumbs'
import { Seo } from '@/components/Seo'
import { fromCatalog, newestQuery } from '@/lib/books'

/** The gallery of drawn covers. */
export function Component() {
  const { data: books = [] } = useQuery({ ...newestQuery(), throwOnError: true })
  return (
    <div className="container">
      <Seo
        title="About our covers"
        description="How we draw a cover for every book that comes without a picture."
      />
      <Breadcrumbs crumbs={[{ label: 'About our covers' }]} meta="no two alike" />
      <PageTitle>About our covers</PageTitle>
      <div className="prose mb-5">
        <p>
          Most of our books come without a picture, so we draw one. The category sets the colours and the
          layout, the title makes each one different, and the books of a series match.
        </p>
      </div>
      <div className="wall">
        {books.map((book) => (
          <Link key={book.book_id} to={`/books/${book.book_id}`}>
            <BookCover book={fromCatalog(book)} hasAltText />
          </Link>
        ))}
      </div>
      <NextLink to="/search">Browse all books</NextLink>
    </div>
  )
}
