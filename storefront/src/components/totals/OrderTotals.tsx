import type { ReactNode } from 'react'
import type { Totals } from '@/lib/cart'
import { formatMoney } from '@/lib/money'

interface OrderTotalsProps {
  totals: Totals
  books: ReactNode
  delivery?: string
}

/** The totals of an order: books, discount, delivery, tax. All amounts come from the orders service. */
export function OrderTotals({ totals, books, delivery = 'Delivery' }: OrderTotalsProps) {
  const { subtotal, discount = 0, shipping = 0, tax = 0, tax_included = true, total, currency } = totals
  return (
    <>
      <dl className="leaders">
        <TotalRow label={books} value={formatMoney(subtotal, currency)} />
        {discount > 0 && <TotalRow label="Discount" value={`−${formatMoney(discount, currency)}`} />}
        <TotalRow label={delivery} value={shipping ? formatMoney(shipping, currency) : 'Free'} />
        {tax > 0 && (
          <TotalRow label={tax_included ? 'Includes tax' : 'Tax'} value={formatMoney(tax, currency)} />
        )}
      </dl>
      <dl className="leaders total">
        <TotalRow label="Total" value={formatMoney(total, currency)} />
      </dl>
    </>
  )
}

export function TotalRow({ label, value }: { label: ReactNode; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
