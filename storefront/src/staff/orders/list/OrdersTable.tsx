import type { RefObject } from 'react'
import { Link } from 'react-router'
import { formatMoment } from '@/lib/dates'
import { formatMoney } from '@/lib/money'
import { shortOrderNumber } from '@/lib/orders'
import type { useRows } from '../../parts/useRows'
import type { StaffOrder } from '../api/orders'
import { OrderStatusLabel } from '../OrderStatusLabel'
import { countCopies, countryOf, customerName, flagLabel, formatTitles, isDigital } from '../orderText'

interface OrdersTableProps {
  orders: readonly StaffOrder[]
  body: RefObject<HTMLTableSectionElement | null>
  rows: Omit<ReturnType<typeof useRows>, 'body'>
}

export function OrdersTable({ orders, body, rows }: OrdersTableProps) {
  return (
    <table className="table table-hover staff-table cards">
      <caption className="visually-hidden">Orders, the newest first</caption>
      <thead>
        <tr>
          <th className="check">
            <input
              type="checkbox"
              className="form-check-input"
              aria-label="Select all orders shown"
              checked={orders.length > 0 && rows.selected.length === orders.length}
              onChange={(event) => rows.setAll(event.target.checked)}
            />
          </th>
          <th>Order</th>
          <th>Placed</th>
          <th>Customer</th>
          <th>Books</th>
          <th className="num">Copies</th>
          <th>To</th>
          <th className="num">Total</th>
          <th>Status</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {orders.map((order) => (
          <OrderRow
            key={order.order_id}
            order={order}
            isSelected={rows.isSelected(order.order_id)}
            onToggle={() => rows.toggle(order.order_id)}
          />
        ))}
      </tbody>
    </table>
  )
}

interface OrderRowProps {
  order: StaffOrder
  isSelected: boolean
  onToggle: () => void
}

function OrderRow({ order, isSelected, onToggle }: OrderRowProps) {
  const number = shortOrderNumber(order.order_id)
  return (
    <tr data-id={order.order_id} className={isSelected ? 'table-active' : undefined}>
      <td className="check">
        <input
          type="checkbox"
          className="form-check-input"
          aria-label={`Select order ${number}`}
          checked={isSelected}
          onChange={onToggle}
        />
      </td>
      <td>
        <Link className="tnum" to={`/orders/${order.order_id}`} title={order.order_id}>
          {number}
        </Link>
      </td>
      <td className="nowrap">{formatMoment(order.placed_at)}</td>
      <td>{customerName(order)}</td>
      <td className="wide">
        {formatTitles(order)}
        {order.lines.some(({ format }) => isDigital(format)) && <span className="faint"> · digital</span>}
      </td>
      <td className="num">{countCopies(order)}</td>
      <td>{countryOf(order)}</td>
      <td className="num">{formatMoney(order.totals.total, order.totals.currency)}</td>
      <td>
        <OrderStatusLabel status={order.status} />
        {order.flags.map((flag) => (
          <span key={flag} className="d-block small text-danger">
            {flagLabel(flag)}
          </span>
        ))}
      </td>
    </tr>
  )
}
