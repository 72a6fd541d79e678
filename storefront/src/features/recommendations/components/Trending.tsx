import { useQuery } from '@tanstack/react-query'
import { NextLink } from '@/components/NextLink'
import { BookGrid } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { fromCard } from '@/lib/books'
import { bestsellersQuery } from '../api/bestsellers'
import { LIST_LENGTH } from './WeeklyBestsellers'

const MAX_SHOWN = 6
const MIN_BOOKS = 3 // fewer books do not fill a row

/** The bestsellers of today that are not in the week's list above: for guests and new customers. */
export function Trending() {
  const { data: today } = useQuery(bestsellersQuery({ by: 'purchased', window: 'day' }))
  const { data: week } = useQuery(bestsellersQuery({ by: 'purchased', window: 'week' }))
  const listedAbove = new Set(week?.items.slice(0, LIST_LENGTH).map((item) => item.book.book_id))
  const books = today?.items.map((item) => item.book).filter((book) => !listedAbove.has(book.book_id)) ?? []
  if (books.length < MIN_BOOKS) return null
  return (
    <Section title="Popular today">
      <BookGrid books={books.slice(0, MAX_SHOWN).map(fromCard)} />
      <NextLink to="/top-20?window=day">See today’s Top 20</NextLink>
    </Section>
  )
}
