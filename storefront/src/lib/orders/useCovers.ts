import { useQuery } from '@tanstack/react-query'
import { booksQuery, fromCatalog, type BookSummary } from '../books'

interface OrderedBook {
  book_id: string
  title: string
}

/**
 * Orders know titles; authors, shelf and series, which make a cover, the catalogue adds. Undefined while it is asked, so
 * that no cover changes before one's eyes; without the catalogue the title has to do.
 */
export function useCovers(lines: readonly OrderedBook[]): (line: OrderedBook) => BookSummary | undefined {
  const { data: books, isPending } = useQuery(booksQuery([...new Set(lines.map((line) => line.book_id))]))
  return ({ book_id, title }) => {
    const book = books?.find((candidate) => candidate.book_id === book_id)
    if (book) return fromCatalog(book)
    return isPending ? undefined : { book_id, title, authors: [], category: '', currency: 'GBP' }
  }
}
