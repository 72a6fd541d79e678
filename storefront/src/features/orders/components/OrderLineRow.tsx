import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { formatOfLine, isPrinted, type BookSummary } from '@/lib/books'
import { useCartActions } from '@/lib/cart'
import { formatMoney } from '@/lib/money'
import { toAddedLine, type Order, type OrderLine } from '@/lib/orders'
import { formatList } from '@/lib/text'

interface OrderLineRowProps {
  line: OrderLine
  order: Order
  book: BookSummary | undefined
}

export function OrderLineRow({ line, order, book }: OrderLineRowProps) {
  const { add, isAdding } = useCartActions()
  const path = `/books/${line.book_id}`
  const mayReview = order.status === 'paid' || order.status === 'shipped' || order.status === 'delivered'
  const refundedCopies = line.quantity - line.remaining
  const mayDownload = mayReview && !isPrinted(line.format) && line.remaining > 0
  const lineToAdd = toAddedLine(line)
  return (
    <li>
      <Link to={path} tabIndex={-1} aria-hidden="true">
        <BookCover book={book} />
      </Link>
      <div>
        <h2>
          <Link to={path}>{line.title}</Link>
        </h2>
        <span className="quiet">
          {book && book.authors.length > 0 && `${formatList(book.authors.map((author) => author.name))}. `}
          {formatOfLine(line, order.lines)}
          {line.quantity > 1 && `, ${line.quantity} copies`}
        </span>
        {refundedCopies > 0 && (
          <p className="small quiet mb-0">
            {refundedCopies === line.quantity ? 'Refunded' : `${refundedCopies} refunded`}
          </p>
        )}
        <div className="acts">
          {mayDownload && (
            <Link to="/account/e-books">
              Download<span className="visually-hidden"> {line.title}</span>
            </Link>
          )}
          {mayReview && (
            <Link to={`${path}#reviews`}>
              Write a review<span className="visually-hidden"> of {line.title}</span>
            </Link>
          )}
          <button
            type="button"
            className="textbutton"
            aria-busy={isAdding(line.isbn)}
            onClick={() => add(lineToAdd)}
          >
            Buy again<span className="visually-hidden">: {line.title}</span>
          </button>
        </div>
      </div>
      <div className="sum price">{formatMoney(line.unit_price * line.quantity, order.totals.currency)}</div>
    </li>
  )
}
