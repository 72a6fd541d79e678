import type { ReactNode } from 'react'
import type { Totals } from '@/lib/cart'
import { money } from '@/lib/money'

interface SumsProps {
  totals: Totals
  books: ReactNode
  delivery?: string
}

/** Label, dots, number: what the books, the post and the tax come to. All figures are the service's. */
export function Sums({ totals, books, delivery = 'Delivery' }: SumsProps) {
  const { subtotal, discount = 0, shipping = 0, tax = 0, tax_included = true, total, currency } = totals
  return (
    <>
      <dl className="leaders">
        <Sum label={books} value={money(subtotal, currency)} />
        {discount > 0 && <Sum label="Promotion" value={`−${money(discount, currency)}`} />}
        <Sum label={delivery} value={shipping ? money(shipping, currency) : 'free'} />
        <Sum label={tax_included ? 'Tax, included' : 'Tax'} value={money(tax, currency)} />
      </dl>
      <dl className="leaders total">
        <Sum label="Total" value={money(total, currency)} />
      </dl>
    </>
  )
}

export function Sum({ label, value }: { label: ReactNode; value: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
