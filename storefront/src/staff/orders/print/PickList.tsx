import type { StaffOrder } from '../api/orders'
import { toPickLines } from './pickLines'

/** All copies to fetch from the shelves for these orders. */
export function PickList({ orders }: { orders: readonly StaffOrder[] }) {
  const lines = toPickLines(orders)
  return (
    <table className="table staff-table">
      <thead>
        <tr>
          <th className="num">Copies</th>
          <th>Book</th>
          <th>ISBN</th>
          <th>Orders</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.isbn}>
            <td className="num">{line.copies}</td>
            <td>{line.title}</td>
            <td className="tnum">{line.isbn}</td>
            <td className="tnum small">{line.orders.join(', ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
