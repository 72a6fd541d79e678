import { useQuery } from '@tanstack/react-query'
import { BookGrid } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { BookGridSkeleton } from '@/components/states/Skeleton'
import { fromCard } from '@/lib/books'
import { alsoBoughtQuery } from '../api/suggestions'

const MAX_SHOWN = 6

/**
 * "Customers also bought", or bestsellers under their own title; absent while the service is
 * unavailable.
 */
export function AlsoBought({ bookId }: { bookId: string }) {
  const { data, isError } = useQuery(alsoBoughtQuery(bookId))
  const books = data?.items.slice(0, MAX_SHOWN).map((item) => fromCard(item.book))
  if (isError || books?.length === 0) return null
  const title = data?.source === 'bestsellers' ? 'Popular this month' : 'Customers also bought'
  return <Section title={title}>{books ? <BookGrid books={books} /> : <BookGridSkeleton />}</Section>
}
