import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/Section'
import { BookGrid } from '@/components/books/BookGrid'
import { booksQuery, fromCatalog } from '@/lib/books'
import { loadRecentlyViewed } from '../recentlyViewed'

const MAX_SHOWN = 6

export function RecentlyViewed() {
  const [ids] = useState(() => loadRecentlyViewed().slice(0, MAX_SHOWN))
  const { data: books } = useQuery(booksQuery(ids))
  if (!books?.length) return null
  const inOrder = books.toSorted((a, b) => ids.indexOf(a.book_id) - ids.indexOf(b.book_id))
  return (
    <Section title="Recently viewed" meta="Saved on this device only">
      <BookGrid books={inOrder.map(fromCatalog)} />
    </Section>
  )
}
