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
      <h2 id="summary">Summary</h2>
      {quote ? (
        <OrderTotals totals={quote.totals} books={books} delivery="Estimated delivery" />
      ) : (
        <SubtotalOnly books={books} cart={cart} />
      )}
      {quote && hasPrintedBooks(lines) && <FreeShippingProgress totals={quote.totals} />}
      <CheckoutLink
        enabled={copies > 0 && !hasTooFew}
        reason={hasTooFew ? 'Please update the quantities above first.' : undefined}
      />
      {customerId ? (
        <PromotionCode problem={couponProblem} />
      ) : (
        <p className="small quiet mt-3 mb-0">Sign in to check out; we’ll keep your cart.</p>
      )}
    </aside>
  )
}

function SubtotalOnly({ books, cart: { subtotal, currency } }: { books: string; cart: Cart }) {
  return (
    <>
      <dl className="leaders">
        <TotalRow label={books} value={formatMoney(subtotal, currency)} />
        <TotalRow label="Delivery and tax" value="at checkout" />
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
        Checkout
      </Link>
    )
  return (
    <>
      <button type="button" className="btn btn-primary" disabled>
        Checkout
      </button>
      <p className="small quiet mt-2 mb-0">{reason ?? 'These books can’t be ordered right now.'}</p>
    </>
  )
}
