import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from 'react-router'
import { Field } from '@/components/forms/Field'
import { useForm } from '@/components/forms/useForm'
import { Section } from '@/components/Section'
import { formatMoment } from '@/lib/dates'
import { formatBookCount, ordersQuery, shortOrderNumber, statusLabel } from '@/lib/orders'
import { useSession } from '@/lib/session'
import { capitalize } from '@/lib/text'

/** A choice of the customer's newest orders, or of any order by its id. */
export function ChooseOrder() {
  const { customer } = useSession()
  const navigate = useNavigate()
  const { form, field, submit } = useForm(
    { order: '' },
    {
      order: (value) =>
        /^[0-9A-HJKMNP-TV-Z]{26}$/i.test(value.trim())
          ? undefined
          : 'An order number has 26 letters and digits.',
    },
  )
  return (
    <Section title="Which order?">
      {customer && <RecentOrders customerId={customer.id} />}
      <form
        ref={form}
        noValidate
        className="narrow d-grid gap-3 mt-4"
        onSubmit={submit(({ order }) => void navigate(`/behind-the-scenes/${order.trim().toUpperCase()}`))}
      >
        <Field label="Order number" autoComplete="off" spellCheck={false} {...field('order')} />
        <div>
          <button className="btn btn-outline-primary">Show order</button>
        </div>
      </form>
    </Section>
  )
}

const MAX_SHOWN = 6

function RecentOrders({ customerId }: { customerId: string }) {
  const { data } = useInfiniteQuery(ordersQuery(customerId))
  const orders = data?.pages[0]?.items.slice(0, MAX_SHOWN) ?? []
  return (
    <ul className="list-unstyled leaders narrow">
      {orders.map((order) => (
        <li key={order.order_id}>
          <span className="l">
            <Link to={`/behind-the-scenes/${order.order_id}`}>
              {capitalize(formatBookCount(order))}, {shortOrderNumber(order.order_id)}
            </Link>
          </span>
          <span className="r">
            {statusLabel(order).label.toLowerCase()}, {formatMoment(order.placed_at)}
          </span>
        </li>
      ))}
    </ul>
  )
}
