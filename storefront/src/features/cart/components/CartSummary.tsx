import { Link } from 'react-router'
import { PromotionCode } from '@/components/totals/PromotionCode'
import { TotalRow, OrderTotals } from '@/components/totals/OrderTotals'
import {
  hasPrintedBooks,
  toLineRequests,
  orderableLines,
  useQuote,
  type Cart,
  type CartLine,
} from '@/lib/cart'
import { formatMoney } from '@/lib/money'
import { capitalize, formatCount } from '@/lib/text'
import { FreeShippingProgress } from './FreeShippingProgress'

/** The totals of the cart, estimated for guests; the books alone while no quote is available. */
export function CartSummary({ cart, customerId }: { cart: Cart; customerId: string | undefined }) {
  const lines = orderableLines(cart.lines as CartLine[])
  const copies = lines.reduce((sum, line) => sum + line.quantity, 0)
  const hasTooFew = lines.some((line) => line.notices.includes('fewer_left'))
  const books = capitalize(formatCount(copies, 'book'))
  // Without lines no quote is requested.
  const { quote, couponProblem } = useQuote(customerId, { lines: hasTooFew ? [] : toLineRequests(lines) })
  return (
    <aside className="summary" aria-labelledby="summary">
      <h2 id="summary">Sum</h2>
      {quote ? (
        <OrderTotals totals={quote.totals} books={books} delivery="Delivery, estimated" />
      ) : (
        <SubtotalOnly books={books} cart={cart} />
      )}
      {quote && hasPrintedBooks(lines) && <FreeShippingProgress totals={quote.totals} />}
      <CheckoutLink
        enabled={copies > 0 && !hasTooFew}
        reason={hasTooFew ? 'Please choose first how many copies you take.' : undefined}
      />
      {customerId ? (
        <PromotionCode problem={couponProblem} />
      ) : (
        <p className="small quiet mt-3 mb-0">You sign in first; this cart comes along.</p>
      )}
    </aside>
  )
}

function SubtotalOnly({ books, cart: { subtotal, currency } }: { books: string; cart: Cart }) {
  return (
    <>
      <dl className="leaders">
        <TotalRow label={books} value={formatMoney(subtotal, currency)} />
        <TotalRow label="Delivery and tax" value="at the checkout" />
      </dl>
      <dl className="leaders total">
        <TotalRow label="Books" value={formatMoney(subtotal, currency)} />
      </dl>
    </>
  )
}

function CheckoutLink({ enabled, reason }: { enabled: boolean; reason?: string }) {
  if (enabled)
    return (
      <Link className="btn btn-primary" to="/checkout">
        To the checkout
      </Link>
    )
  return (
    <>
      <button type="button" className="btn btn-primary" disabled>
        To the checkout
      </button>
      <p className="small quiet mt-2 mb-0">{reason ?? 'None of these can be ordered at the moment.'}</p>
    </>
  )
}
