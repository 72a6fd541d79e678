import { BookCover } from '@/components/books/BookCover'
import type { BookSummary } from '@/lib/books'
import { useCovers, type OrderLine } from '@/lib/orders'

const MAX_SHOWN = 3

interface StackedCoversProps {
  lines: readonly OrderLine[]
  findBook: (line: OrderLine) => BookSummary | undefined
}

/** The covers of an order's first books, one behind the other. */
export const StackedCovers = ({ lines, findBook }: StackedCoversProps) =>
  lines.slice(0, MAX_SHOWN).map((line) => <BookCover key={line.isbn} book={findBook(line)} eager />)

/** The same, with the books of the catalogue. */
export function LoadedCovers({ lines }: { lines: readonly OrderLine[] }) {
  const visible = lines.slice(0, MAX_SHOWN)
  return <StackedCovers lines={visible} findBook={useCovers(visible)} />
}
