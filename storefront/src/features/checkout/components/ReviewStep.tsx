import { BusyButton } from '@/components/forms/BusyButton'
import { money } from '@/lib/money'
import { OrderOpen } from '../api/placeOrder'
import type { Checkout } from '../useCheckout'
import type { usePaying } from '../usePlaceAndPay'
import { OpenOrder } from './OpenOrderNotice'

interface ReviewStepProps {
  checkout: Checkout
  paying: ReturnType<typeof usePaying>
}

export function ReviewStep({ checkout, paying }: ReviewStepProps) {
  const { quote, reader } = checkout
  if (paying.error instanceof OrderOpen)
    return <OpenOrder readerId={reader.id} orderId={paying.error.orderId} onGone={() => paying.mutate()} />
  const total = quote && money(quote.totals.total, quote.totals.currency)
  const busy = paying.underWay
  return (
    <>
      <p className="prose">
        {quote?.totals.total === 0
          ? 'There is nothing to pay. The books are yours with one click.'
          : 'With this click the books are held for you, for half an hour, and the bank is asked.'}
      </p>
      <BusyButton
        type="button"
        className="btn-primary px-4"
        busy={busy}
        disabled={!quote}
        onClick={() => paying.mutate()}
      >
        {quote?.totals.total === 0 ? 'Place the order' : `Pay ${total ?? ''}`}
      </BusyButton>
      <p className="quiet small mt-3 mb-0">
        It also says that you accept our{' '}
        <a href="/terms" target="_blank">
          terms<span className="visually-hidden"> (on another page)</span>
        </a>
        .
      </p>
      <p className="quiet small mt-3 mb-0" role="status">
        {busy && 'The bank is being asked. Please leave this page open.'}
      </p>
    </>
  )
}
