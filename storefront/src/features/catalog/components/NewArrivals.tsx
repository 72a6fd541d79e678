import { useQuery } from '@tanstack/react-query'
import { NextLink } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { BookGrid } from '@/components/books/BookGrid'
import { BookGridSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, newestQuery } from '@/lib/books'

const MAX_SHOWN = 6

export function NewArrivals() {
  const { data: books, isError } = useQuery(newestQuery())
  if (isError || books?.length === 0) return null
  return (
    <Section title="New arrivals">
      {books ? (
        <BookGrid books={books.slice(0, MAX_SHOWN).map(fromCatalog)} />
      ) : (
        <BookGridSkeleton books={MAX_SHOWN} />
      )}
      <NextLink to="/new">See all new arrivals</NextLink>
    </Section>
  )
}
