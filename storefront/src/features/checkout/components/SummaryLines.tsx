import { BookCover } from '@/components/books/BookCover'
import { formatOfLine, type Format } from '@/lib/books'
import { formatMoney } from '@/lib/money'
import { useCovers } from '@/lib/orders'

interface SummaryLine {
  isbn: string
  book_id: string
  title: string
  format: Format
  quantity: number
  unit_price: number
}

export function SummaryLines({ lines }: { lines: readonly SummaryLine[] }) {
  const findCover = useCovers(lines)
  return (
    <ul className="rows in-summary mb-3">
      {lines.map((line) => (
        <li key={line.isbn}>
          <BookCover book={findCover(line)} />
          <div className="t">
            <span className="book-title">{line.title}</span>
            <div className="book-author">
              {formatOfLine(line, lines)}
              {line.quantity > 1 && `, ${line.quantity} copies`}
            </div>
          </div>
          <span className="price">{formatMoney(line.unit_price * line.quantity)}</span>
        </li>
      ))}
    </ul>
  )
}
