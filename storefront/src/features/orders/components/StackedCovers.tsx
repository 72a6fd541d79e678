import { BookCover } from '@/components/books/BookCover'
import { useCovers, type OrderLine } from '@/lib/orders'

const MAX_SHOWN = 3

/** The covers of an order's first books, one behind the other. */
export function StackedCovers({ lines }: { lines: readonly OrderLine[] }) {
  const visible = lines.slice(0, MAX_SHOWN)
  const findCover = useCovers(visible)
  return visible.map((line) => <BookCover key={line.isbn} book={findCover(line)} eager />)
}
