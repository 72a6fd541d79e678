import { useQuery } from '@tanstack/react-query'
import { NextLink } from '@/components/NextLink'
import { BookGrid } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { fromCard } from '@/lib/books'
import { bestsellersQuery } from '../api/bestsellers'

const MAX_SHOWN = 6

/** The first books of the week's list, for an otherwise empty page. */
export function WeeklyBestsellersGrid() {
  const { data } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  if (!data?.items.length) return null
  return (
    <Section title="Bestsellers this week">
      <BookGrid books={data.items.slice(0, MAX_SHOWN).map((item) => fromCard(item.book))} />
      <NextLink to="/top-20">See the whole Top 20</NextLink>
    </Section>
  )
}
