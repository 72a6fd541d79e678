import { useQuery } from '@tanstack/react-query'
import { Catchword } from '@/components/NextLink'
import { Shelf } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { fromCard } from '@/lib/books'
import { bestsellersQuery } from '../api/bestsellers'

const SHOWN = 6

/** The head of the week's list, for a page that has nothing else to offer. */
export function WeeksShelf() {
  const { data } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  if (!data?.items.length) return null
  return (
    <Section title="What others bought this week">
      <Shelf books={data.items.slice(0, SHOWN).map((item) => fromCard(item.book))} />
      <Catchword to="/top-20">The whole Top 20</Catchword>
    </Section>
  )
}
