import { PromotionCode } from '@/components/totals/PromotionCode'
import { OrderTotals } from '@/components/totals/OrderTotals'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { formatMoney } from '@/lib/money'
import { capitalize, formatCount } from '@/lib/text'
import type { Checkout } from '../useCheckout'
import { SummaryLines } from './SummaryLines'

/** The books and the totals, next to every step. */
export function CheckoutSummary({
  checkout: { lines, quote, error, draft, couponProblem },
}: {
  checkout: Checkout
}) {
  const copies = lines.reduce((sum, line) => sum + line.quantity, 0)
  const books = lines.map((line) => ({ ...line, unit_price: draft.accepted[line.isbn] ?? line.price }))
  return (
    <aside className="summary" aria-labelledby="summary">
      <h2 id="summary">{copies ? `Your ${formatCount(copies, 'book')}` : 'Your books'}</h2>
      <SummaryLines lines={books} />
      {quote ? (
        <OrderTotals totals={quote.totals} books={capitalize(formatCount(copies, 'book'))} />
      ) : error ? (
        <p className="quiet mb-0">
          {formatMoney(books.reduce((sum, b) => sum + b.unit_price * b.quantity, 0))} plus delivery.
        </p>
      ) : (
        <TotalsSkeleton />
      )}
      <PromotionCode problem={couponProblem} />
    </aside>
  )
}

function TotalsSkeleton() {
  return (
    <>
      <LoadingMessage label="Calculating the total" />
      <div aria-hidden="true">
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" />
        <SkeletonLine width="100%" height="1.75rem" />
      </div>
    </>
  )
}
