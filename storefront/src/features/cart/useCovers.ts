import { useQuery } from '@tanstack/react-query'
import { booksQuery, fromCatalog, type Volume } from '@/lib/books'
import type { CartLine } from '@/lib/cart'

/** A cart knows no series, which decides how a drawn cover looks: the catalogue is asked, and not waited for. */
export function useCovers(lines: readonly CartLine[]): (line: CartLine) => Volume {
  const ids = [...new Set(lines.map((line) => line.book_id))]
  const { data: books } = useQuery(booksQuery(ids))
  return (line) => {
    const book = books?.find((one) => one.book_id === line.book_id)
    return book ? fromCatalog(book) : { ...line, category: line.category ?? '' }
  }
}
