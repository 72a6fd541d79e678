import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { AddToCart } from '@/components/books/AddToCart'
import { BookGrid } from '@/components/books/BookGrid'
import { Section } from '@/components/Section'
import { useBookSummaries } from '@/lib/books'
import { useCart } from '@/lib/cart'
import { cartSuggestionsQuery } from '../api/suggestions'

const MAX_SHOWN = 6

/** Suggestions below the cart, once they are loaded; the cart does not wait for them. */
export function CartSuggestions() {
  const { data: cart } = useCart()
  const isbns = cart?.lines.map((line) => line.isbn) ?? []
  const inCart = new Set([...(cart?.lines ?? []), ...(cart?.saved ?? [])].map((line) => line.book_id))
  const { data } = useQuery(cartSuggestionsQuery(isbns))
  const cards = useMemo(() => data?.items.map((item) => item.book), [data])
  const books = useBookSummaries(cards)?.filter((book) => !inCart.has(book.book_id))
  if (!isbns.length || !books?.length) return null
  return (
    <Section title={data?.source === 'graph' ? 'You might also like' : 'Popular right now'}>
      <BookGrid
        books={books.slice(0, MAX_SHOWN)}
        footer={(book) => book.availability !== 'out' && <AddToCart book={book} />}
      />
    </Section>
  )
}
