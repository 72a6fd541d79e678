import { useQuery } from '@tanstack/react-query'
import { booksQuery, fromCatalog, type Volume } from '@/lib/books'
import type { OrderLine } from '@/lib/orders'

/** Orders know titles; authors, shelf and series, which make a cover, the catalogue adds. */
export function useCovers(lines: readonly OrderLine[]): (line: OrderLine) => Volume {
  const { data: books } = useQuery(booksQuery([...new Set(lines.map((line) => line.book_id))]))
  return ({ book_id, title }) => {
    const book = books?.find((one) => one.book_id === book_id)
    return book ? fromCatalog(book) : { book_id, title, authors: [], category: '', currency: 'GBP' }
  }
}
