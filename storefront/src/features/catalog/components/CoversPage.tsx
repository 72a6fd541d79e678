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
      <Seo title="The covers" description="How the shop draws a cover for every book that has no picture." />
      <Breadcrumbs crumbs={[{ label: 'The covers' }]} meta="no two alike" />
      <PageTitle>The covers</PageTitle>
      <div className="prose mb-5">
        <p>
          Most of our books come without a picture, so the shop draws one: the shelf gives the palette and the
          way of composing, the title its chance, and a series is a set. Each is the same every time, and made
          in the time it takes to blink a hundredth of an eye.
        </p>
      </div>
      <div className="wall">
        {books.map((book) => (
          <Link key={book.book_id} to={`/books/${book.book_id}`}>
            <BookCover book={fromCatalog(book)} hasAltText />
          </Link>
        ))}
      </div>
      <NextLink to="/search">Every book we have</NextLink>
    </div>
  )
}
