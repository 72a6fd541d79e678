import { useQuery } from '@tanstack/react-query'
import { NextLink } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { BookGrid } from '@/components/books/BookGrid'
import { fromCatalog, type Book } from '@/lib/books'
import { formatCount } from '@/lib/text'
import { authorQuery } from '../api/books'

const MAX_SHOWN = 6

export function MoreByAuthor({ book }: { book: Book }) {
  const author = book.authors[0]
  const { data } = useQuery({ ...authorQuery(author?.author_id ?? ''), enabled: author !== undefined })
  const books = data?.books.items ?? []
  // The book's own series is shown above.
  const others = books.filter(
    (b) => b.book_id !== book.book_id && (!book.series || b.series?.series_id !== book.series.series_id),
  )
  if (!author || others.length === 0) return null
  return (
    <Section title={`More by ${author.name}`}>
      <BookGrid books={others.slice(0, MAX_SHOWN).map(fromCatalog)} />
      <NextLink to={`/authors/${author.author_id}`}>
        All {formatCount(books.length, 'book')} by {author.name}
      </NextLink>
    </Section>
  )
}
