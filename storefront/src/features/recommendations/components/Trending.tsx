import { useQuery } from '@tanstack/react-query'
import { Catchword } from '@/components/NextLink'
import { Shelf } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { fromCard } from '@/lib/books'
import { bestsellersQuery } from '../api/bestsellers'
import { SHOWN as IN_THE_WEEKS_LIST } from './WeeklyBestsellers'

const SHOWN = 6
const FEWEST = 3 // one book alone is no shelf

/** What is bought today and does not stand in the week's list above: for whoever we know nothing of. */
export function Trending() {
  const { data: today } = useQuery(bestsellersQuery({ by: 'purchased', window: 'day' }))
  const { data: week } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  const above = new Set(week?.items.slice(0, IN_THE_WEEKS_LIST).map((item) => item.book.book_id))
  const books = today?.items.map((item) => item.book).filter((book) => !above.has(book.book_id)) ?? []
  if (books.length < FEWEST) return null
  return (
    <Section title="Being bought today">
      <Shelf books={books.slice(0, SHOWN).map(fromCard)} />
      <Catchword to="/top-20?window=day">The Top 20 of today</Catchword>
    </Section>
  )
}
