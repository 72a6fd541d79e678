import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AddToCart } from '@/components/books/AddToCart'
import { Shelf } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { useVolumes } from '@/lib/books'
import { useCart } from '@/lib/cart'
import { goesWithQuery } from '../api/suggestions'

const SHOWN = 6

/** Below the cart, once there is something to show; the cart itself never waits for it. */
export function GoesWell() {
  const { data: cart } = useCart()
  const isbns = cart?.lines.map((line) => line.isbn) ?? []
  const there = new Set([...(cart?.lines ?? []), ...(cart?.saved ?? [])].map((line) => line.book_id))
  const { data } = useQuery(goesWithQuery(isbns))
  const cards = useMemo(() => data?.items.map((item) => item.book), [data])
  const books = useVolumes(cards)?.filter((book) => !there.has(book.book_id))
  if (!isbns.length || !books?.length) return null
  return (
    <Section title={data?.source === 'graph' ? 'Goes well with these' : 'What others are buying'}>
      <Shelf
        books={books.slice(0, SHOWN)}
        below={(book) => book.availability !== 'out' && <AddToCart book={book} />}
      />
    </Section>
  )
}
