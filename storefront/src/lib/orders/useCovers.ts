import { useQuery } from '@tanstack/react-query'
import { booksQuery, fromCatalog, type BookSummary } from '../books'

interface OrderedBook {
  book_id: string
  title: string
}

/**
 * Return a look-up of the books of an order, whose authors, category and series come from the catalogue.
 * Undefined while they load, so that no cover changes; without the catalogue the title is used alone.
 */
export function useCovers(lines: readonly OrderedBook[]): (line: OrderedBook) => BookSummary | undefined {
  const { data: books, isPending } = useQuery(booksQuery([...new Set(lines.map((line) => line.book_id))]))
  return ({ book_id, title }) => {
    const book = books?.find((candidate) => candidate.book_id === book_id)
    if (book) return fromCatalog(book)
    return isPending ? undefined : { book_id, title, authors: [], category: '', currency: 'GBP' }
  }
}
