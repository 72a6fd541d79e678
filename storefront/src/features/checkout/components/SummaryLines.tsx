import { BookCover } from '@/components/books/BookCover'
import type { Format } from '@/lib/books'
import { money } from '@/lib/money'
import { useCovers } from '@/lib/orders'
import { FORMAT_NAMES } from '@/lib/text'

interface BillLine {
  isbn: string
  book_id: string
  title: string
  format: Format
  quantity: number
  unit_price: number
}

export function BillBooks({ lines }: { lines: readonly BillLine[] }) {
  const coverOf = useCovers(lines)
  return (
    <ul className="rows in-bill mb-3">
      {lines.map((line) => (
        <li key={line.isbn}>
          <BookCover book={coverOf(line)} />
          <div className="t">
            <span className="book-title">{line.title}</span>
            <div className="book-author">
              {FORMAT_NAMES[line.format]}
              {line.quantity > 1 && `, ${line.quantity} copies`}
            </div>
          </div>
          <span className="price">{money(line.unit_price * line.quantity)}</span>
        </li>
      ))}
    </ul>
  )
}
