import { PromotionCode } from '@/components/totals/PromotionCode'
import { Sums } from '@/components/totals/OrderTotals'
import { Line, Loading } from '@/components/states/Skeleton'
import { money } from '@/lib/money'
import { capital, counted } from '@/lib/text'
import type { Checkout } from '../useCheckout'
import { BillBooks } from './SummaryLines'

/** Stays in sight: what is bought and what it comes to. */
export function Summary({ checkout: { lines, quote, error, draft, couponProblem } }: { checkout: Checkout }) {
  const copies = lines.reduce((sum, line) => sum + line.quantity, 0)
  const books = lines.map((line) => ({ ...line, unit_price: draft.accepted[line.isbn] ?? line.price }))
  return (
    <aside className="bill" aria-labelledby="bill">
      <h2 id="bill">{copies ? `Your ${counted(copies, 'book')}` : 'Your books'}</h2>
      <BillBooks lines={books} />
      {quote ? (
        <Sums totals={quote.totals} books={capital(counted(copies, 'book'))} />
      ) : error ? (
        <p className="quiet mb-0">
          {money(books.reduce((sum, b) => sum + b.unit_price * b.quantity, 0))} without post.
        </p>
      ) : (
        <SumsSkeleton />
      )}
      <PromotionCode problem={couponProblem} />
    </aside>
  )
}

function SumsSkeleton() {
  return (
    <>
      <Loading what="Working out the price" />
      <div aria-hidden="true">
        <Line width="100%" />
        <Line width="100%" />
        <Line width="100%" />
        <Line width="100%" height="1.75rem" />
      </div>
    </>
  )
}
