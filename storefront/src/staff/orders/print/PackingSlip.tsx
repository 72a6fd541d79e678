import { AddressLines } from '@/components/AddressLines'
import { formatDate } from '@/lib/dates'
import { shortOrderNumber } from '@/lib/orders'
import { FORMAT_NAMES } from '@/lib/text'
import type { StaffOrder } from '../api/orders'
import { linesToPack } from '../pack/packing'

/** The sheet that goes into the parcel: no prices, because it may be a present. */
export function PackingSlip({ order }: { order: StaffOrder }) {
  const formats = new Map(order.lines.map(({ isbn, format }) => [isbn, FORMAT_NAMES[format]]))
  return (
    <article className="slip" aria-label={`Packing slip of order ${shortOrderNumber(order.order_id)}`}>
      <header>
        <p className="wordmark">
          Catchword<i> books</i>
        </p>
        <p className="tnum mb-0">
          Order {order.order_id}
          <br />
          {formatDate(order.placed_at)}
        </p>
      </header>
      {order.address && <AddressLines address={order.address} className="slip-address" />}
      <table className="table staff-table">
        <thead>
          <tr>
            <th className="num">Copies</th>
            <th>Book</th>
            <th>ISBN</th>
          </tr>
        </thead>
        <tbody>
          {linesToPack(order).map((line) => (
            <tr key={line.isbn}>
              <td className="num">{line.required}</td>
              <td>
                {line.title}, {formats.get(line.isbn)}
              </td>
              <td className="tnum">{line.isbn}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="it">Happy reading.</p>
    </article>
  )
}
