import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { useBasket } from '@/lib/cart/context'
import { money } from '@/lib/money'
import { useCovers, type Order, type OrderLine } from '@/lib/orders'
import { FORMAT_NAMES, listed } from '@/lib/text'

export function BoughtLine({ line, order }: { line: OrderLine; order: Order }) {
  const { add, isAdding } = useBasket()
  const book = useCovers(order.lines)(line)
  const address = `/books/${line.book_id}`
  const mayReview = order.status === 'paid' || order.status === 'shipped' || order.status === 'delivered'
  const back = line.quantity - line.remaining
  const again = { isbn: line.isbn, title: line.title, price: line.unit_price, quantity: line.quantity }
  return (
    <li>
      <Link to={address} tabIndex={-1} aria-hidden="true">
        <BookCover book={book} />
      </Link>
      <div>
        <h2>
          <Link to={address}>{line.title}</Link>
        </h2>
        <span className="quiet">
          {book && book.authors.length > 0 && `${listed(book.authors.map((author) => author.name))}. `}
          {FORMAT_NAMES[line.format]}
          {line.quantity > 1 && `, ${line.quantity} copies`}
        </span>
        {back > 0 && (
          <p className="small quiet mb-0">{back === line.quantity ? 'Given back' : `${back} given back`}</p>
        )}
        <div className="acts">
          {mayReview && (
            <Link to={`${address}#reviews`}>
              Write a review<span className="visually-hidden"> of {line.title}</span>
            </Link>
          )}
          <button
            type="button"
            className="textbutton"
            aria-busy={isAdding(line.isbn)}
            onClick={() => !isAdding(line.isbn) && add(again)}
          >
            Buy again<span className="visually-hidden">: {line.title}</span>
          </button>
        </div>
      </div>
      <div className="sum price">{money(line.unit_price * line.quantity, order.totals.currency)}</div>
    </li>
  )
}
