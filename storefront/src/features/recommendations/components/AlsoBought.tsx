import { useQuery } from '@tanstack/react-query'
import { BookGrid } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { BookGridSkeleton } from '@/components/states/Skeleton'
import { alsoBoughtQuery } from '../api/alsoBought'

const MAX_SHOWN = 6

/**
 * "Customers also bought", or bestsellers under their own title; absent while the service is
 * unavailable.
 */
export function AlsoBought({ bookId }: { bookId: string }) {
  const { data, isError } = useQuery(alsoBoughtQuery(bookId))
  const books = data?.books.slice(0, MAX_SHOWN)
  if (isError || books?.length === 0) return null
  const title = data?.isPopular ? 'Popular this month' : 'Customers also bought'
  return <Section title={title}>{books ? <BookGrid books={books} /> : <BookGridSkeleton />}</Section>
}
