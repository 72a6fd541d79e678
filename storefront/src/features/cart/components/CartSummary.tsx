import { Link } from 'react-router'
import { PromotionCode } from '@/components/totals/PromotionCode'
import { Sum, Sums } from '@/components/totals/OrderTotals'
import { hasPrinted, linesWanted, orderable, useQuote, type Cart, type CartLine } from '@/lib/cart'
import { money } from '@/lib/money'
import { capital, counted } from '@/lib/text'
import { FreePost } from './FreeShippingProgress'

/** What it comes to, for a guest as an estimate; the bill of the books alone when the price cannot be asked. */
export function CartBill({ cart, readerId }: { cart: Cart; readerId: string | undefined }) {
  const lines = orderable(cart.lines as CartLine[])
  const copies = lines.reduce((sum, line) => sum + line.quantity, 0)
  const short = lines.some((line) => line.notices.includes('fewer_left'))
  const books = capital(counted(copies, 'book'))
  // Without lines nothing is asked.
  const { quote, couponProblem } = useQuote(readerId, { lines: short ? [] : linesWanted(lines) })
  return (
    <aside className="bill" aria-labelledby="bill">
      <h2 id="bill">Sum</h2>
      {quote ? (
        <Sums totals={quote.totals} books={books} delivery="Delivery, estimated" />
      ) : (
        <BooksOnly books={books} cart={cart} />
      )}
      {quote && hasPrinted(lines) && <FreePost totals={quote.totals} />}
      <ToCheckout
        may={copies > 0 && !short}
        why={short ? 'Please choose first how many copies you take.' : undefined}
      />
      {readerId ? (
        <PromotionCode problem={couponProblem} />
      ) : (
        <p className="small quiet mt-3 mb-0">You sign in first; this cart comes along.</p>
      )}
    </aside>
  )
}

function BooksOnly({ books, cart: { subtotal, currency } }: { books: string; cart: Cart }) {
  return (
    <>
      <dl className="leaders">
        <Sum label={books} value={money(subtotal, currency)} />
        <Sum label="Delivery and tax" value="at the checkout" />
      </dl>
      <dl className="leaders total">
        <Sum label="Books" value={money(subtotal, currency)} />
      </dl>
    </>
  )
}

function ToCheckout({ may, why }: { may: boolean; why?: string }) {
  if (may)
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
      <p className="small quiet mt-2 mb-0">{why ?? 'None of these can be ordered at the moment.'}</p>
    </>
  )
}
