import { Link } from 'react-router'
import { Note } from '@/components/Note'
import { ErrorState } from '@/components/states/ErrorState'
import { ApiError } from '@/lib/api'
import { parseRejection } from '@/lib/cart'
import { formatMoney } from '@/lib/money'
import { OpenOrderError } from '../api/placeOrder'
import { stepPath } from '../steps'
import type { Checkout } from '../useCheckout'
import { unavailableNotice } from '../usePlaceAndPay'

/** Shows why the service rejected the quote or the order, and how to resolve it. */
export function CheckoutError({ checkout, problem }: { checkout: Checkout; problem: unknown }) {
  const error = checkout.error ?? problem
  if (!error || error instanceof OpenOrderError || unavailableNotice(error)) return null
  const { changedPrices } = parseRejection(error)
  return (
    <div className="mb-4">
      {changedPrices ? (
        <ChangedPrices checkout={checkout} changedPrices={changedPrices} />
      ) : error instanceof ApiError && error.code === 'country_not_served' ? (
        <Note tone="bad" live>
          {error.message} <Link to={stepPath('address')}>Choose another address</Link>
        </Note>
      ) : isAddressRefused(error) ? (
        <Note tone="bad" live>
          Something in the delivery address doesn’t look right.{' '}
          <Link to={stepPath('address')}>Check the address</Link>
        </Note>
      ) : checkout.error ? (
        <ErrorState error={error} onRetry={checkout.retry} title="We couldn’t calculate the total" />
      ) : (
        <Note tone="bad" live>
          {error instanceof ApiError
            ? error.message
            : 'Something went wrong. You haven’t been charged; please try again.'}
        </Note>
      )}
    </div>
  )
}

/** An address from before its country's rules were checked, in a draft of this tab. */
const isAddressRefused = (error: unknown): boolean =>
  error instanceof ApiError && String(error.details.field ?? '').startsWith('address.')

type ChangedPrice = NonNullable<ReturnType<typeof parseRejection>['changedPrices']>[number]

/** Prices that changed since they were shown: the customer has to accept them. */
function ChangedPrices({
  checkout: { lines, draft, change },
  changedPrices,
}: {
  checkout: Checkout
  changedPrices: ChangedPrice[]
}) {
  const acceptedPrices = new Map(lines.map((line) => [line.isbn, draft.accepted[line.isbn] ?? line.price]))
  const unaccepted = changedPrices.filter(({ isbn, price }) => acceptedPrices.get(isbn) !== price)
  if (!unaccepted.length) return null
  const acceptPrices = () =>
    change({
      accepted: {
        ...draft.accepted,
        ...Object.fromEntries(changedPrices.map(({ isbn, price }) => [isbn, price])),
      },
    })
  return (
    <Note tone="rose" live>
      {unaccepted.map(({ isbn, title, price }) => (
        <p key={isbn}>
          The price of <cite>{title}</cite> has changed: {formatMoney(acceptedPrices.get(isbn) ?? 0)} before,{' '}
          <b>{formatMoney(price)}</b> now.
        </p>
      ))}
      <p className="d-flex flex-wrap gap-3 mt-2">
        <button type="button" className="textbutton" onClick={acceptPrices}>
          Accept the new {unaccepted.length === 1 ? 'price' : 'prices'}
        </button>
        <Link to="/cart">Back to cart</Link>
      </p>
    </Note>
  )
}
