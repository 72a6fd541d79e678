import { useQuery } from '@tanstack/react-query'
import { Catchword } from '@/components/NextLink'
import { Section } from '@/components/Section'
import { Shelf } from '@/components/books/BookGrid'
import { ShelfSkeleton } from '@/components/states/Skeleton'
import { fromCatalog, newestQuery } from '@/lib/books'

const SHOWN = 6

export function NewArrivals() {
  const { data: books, isError } = useQuery(newestQuery())
  if (isError || books?.length === 0) return null
  return (
    <Section title="New on the shelves">
      {books ? <Shelf books={books.slice(0, SHOWN).map(fromCatalog)} /> : <ShelfSkeleton books={SHOWN} />}
      <Catchword to="/new">Everything that is new</Catchword>
    </Section>
  )
}
