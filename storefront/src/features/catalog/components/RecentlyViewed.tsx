import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '@/components/Section'
import { Shelf } from '@/components/books/BookGrid'
import { booksQuery, fromCatalog } from '@/lib/books'
import { recentlyViewed } from '../recentlyViewed'

const SHOWN = 6

export function RecentlyViewed() {
  const [ids] = useState(() => recentlyViewed().slice(0, SHOWN))
  const { data: books } = useQuery(booksQuery(ids))
  if (!books?.length) return null
  const inOrder = books.toSorted((a, b) => ids.indexOf(a.book_id) - ids.indexOf(b.book_id))
  return (
    <Section title="You looked at" aside="Remembered on this device only">
      <Shelf books={inOrder.map(fromCatalog)} />
    </Section>
  )
}
