import { OrderTotals } from '@/components/totals/OrderTotals'
import { formatMoney } from '@/lib/money'
import { FORMAT_NAMES } from '@/lib/text'
import type { StaffOrder } from '../api/orders'
import { countRefunded } from './refunds'

/** The books of the order and what they cost. */
export function OrderLines({ order }: { order: StaffOrder }) {
  const { currency } = order.totals
  const refunded = countRefunded(order)
  return (
    <>
      <table className="table staff-table">
        <thead>
          <tr>
            <th>Book</th>
            <th>ISBN</th>
            <th className="num">Copies</th>
            <th className="num each">Each</th>
            <th className="num">Sum</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map((line) => (
            <tr key={line.isbn}>
              <td>
                <a href={`/books/${line.book_id}`}>{line.title}</a>
                <span className="faint"> · {FORMAT_NAMES[line.format]}</span>
                {refunded[line.isbn] && (
                  <span className="d-block small text-danger">{refunded[line.isbn]} refunded</span>
                )}
              </td>
              <td className="tnum">{line.isbn}</td>
              <td className="num">{line.quantity}</td>
              <td className="num each">{formatMoney(line.unit_price, currency)}</td>
              <td className="num">{formatMoney(line.unit_price * line.quantity, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="order-sums">
        <OrderTotals totals={order.totals} books="Books" />
      </div>
    </>
  )
}
