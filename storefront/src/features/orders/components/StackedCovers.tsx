import { BookCover } from '@/components/books/BookCover'
import { useCovers, type OrderLine } from '@/lib/orders'

const SHOWN = 3

/** The order's own books, one behind the other. */
export function StackedCovers({ lines }: { lines: readonly OrderLine[] }) {
  const few = lines.slice(0, SHOWN)
  const coverOf = useCovers(few)
  return few.map((line) => <BookCover key={line.isbn} book={coverOf(line)} eager />)
}
