import type { FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { hasPrintedBooks } from '@/lib/cart'
import { useShippingOptions } from '@/lib/delivery'
import { formatMoney } from '@/lib/money'
import { SHIPPING_METHODS, arrivalLabel } from '../shippingMethods'
import { stepPath } from '../steps'
import type { Checkout } from '../useCheckout'

/** The shipping options with their prices for this address; e-books and audiobooks alone need none. */
export function DeliveryStep({ checkout: { quote, error, lines, draft, change } }: { checkout: Checkout }) {
  const navigate = useNavigate()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void navigate(stepPath('payment'))
  }
  const options = useShippingOptions(draft.address?.country)
  if (error) return null
  if (!quote) return <DeliverySkeleton />
  return (
    <form onSubmit={onSubmit}>
      {!hasPrintedBooks(lines) ? (
        <p className="prose">Nothing to deliver: your books are ready to read as soon as you’ve paid.</p>
      ) : (
        <fieldset className="choices">
          <legend className="visually-hidden">Delivery method</legend>
          {quote.shipping_choices.map(({ method, price }) => (
            <label key={method}>
              <input
                className="form-check-input"
                type="radio"
                name="shipping"
                checked={draft.shipping === method}
                onChange={() => change({ shipping: method })}
              />
              <span>
                <b>{SHIPPING_METHODS[method].name}</b>
                <span className="quiet d-block">
                  {[SHIPPING_METHODS[method].carrier, arrivalLabel(options, method)]
                    .filter(Boolean)
                    .join(', usually arrives ')}
                </span>
              </span>
              <span className="price">{price ? formatMoney(price, quote.totals.currency) : 'Free'}</span>
            </label>
          ))}
        </fieldset>
      )}
      <button className="btn btn-primary px-4 mt-4">Continue to payment</button>
    </form>
  )
}

function DeliverySkeleton() {
  return (
    <>
      <LoadingMessage label="Calculating delivery" />
      <SkeletonLine width="100%" height="4.5rem" />
      <SkeletonLine width="100%" height="4.5rem" />
    </>
  )
}
