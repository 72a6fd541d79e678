import { Link } from 'react-router'
import { Note } from '@/components/Note'
import { Problem } from '@/components/states/ErrorState'
import { ApiError } from '@/lib/api'
import { refusedBooks } from '@/lib/cart'
import { money } from '@/lib/money'
import { OrderOpen } from '../api/placeOrder'
import { addressOf } from '../steps'
import type { Checkout } from '../useCheckout'
import { lost } from '../usePlaceAndPay'

/** Why the service would not price or place this, and what one can do about it. */
export function PriceProblem({ checkout, problem }: { checkout: Checkout; problem: unknown }) {
  const error = checkout.error ?? problem
  if (!error || error instanceof OrderOpen || lost(error)) return null
  const { prices } = refusedBooks(error)
  return (
    <div className="mb-4">
      {prices ? (
        <NewPrices checkout={checkout} prices={prices} />
      ) : error instanceof ApiError && error.code === 'country_not_served' ? (
        <Note tone="bad" live>
          {error.message} <Link to={addressOf('address')}>Choose another address</Link>
        </Note>
      ) : checkout.error ? (
        <Problem error={error} onRetry={checkout.retry} title="The price could not be worked out." />
      ) : (
        <Note tone="bad" live>
          {error instanceof ApiError
            ? error.message
            : 'That did not work. Nothing was charged; please try again.'}
        </Note>
      )}
    </div>
  )
}

type Price = NonNullable<ReturnType<typeof refusedBooks>['prices']>[number]

/** The price rose or fell between the cart and here: nobody pays it unseen. */
function NewPrices({ checkout: { lines, draft, change }, prices }: { checkout: Checkout; prices: Price[] }) {
  const seen = new Map(lines.map((line) => [line.isbn, draft.accepted[line.isbn] ?? line.price]))
  const open = prices.filter(({ isbn, price }) => seen.get(isbn) !== price)
  if (!open.length) return null
  const agree = () =>
    change({
      accepted: { ...draft.accepted, ...Object.fromEntries(prices.map(({ isbn, price }) => [isbn, price])) },
    })
  return (
    <Note tone="rose" live>
      {open.map(({ isbn, title, price }) => (
        <p key={isbn}>
          The price of <cite>{title}</cite> has changed: {money(seen.get(isbn) ?? 0)} before,{' '}
          <b>{money(price)}</b> now.
        </p>
      ))}
      <p className="d-flex flex-wrap gap-3 mt-2">
        <button type="button" className="textbutton" onClick={agree}>
          Go on with {open.length === 1 ? 'the new price' : 'the new prices'}
        </button>
        <Link to="/cart">Back to the cart</Link>
      </p>
    </Note>
  )
}
