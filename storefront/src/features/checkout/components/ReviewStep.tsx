import { BusyButton } from '@/components/forms/BusyButton'
import { formatMoney } from '@/lib/money'
import { OpenOrderError } from '../api/placeOrder'
import type { Checkout } from '../useCheckout'
import type { usePlaceAndPay } from '../usePlaceAndPay'
import { OpenOrderNotice } from './OpenOrderNotice'

interface ReviewStepProps {
  checkout: Checkout
  payment: ReturnType<typeof usePlaceAndPay>
}

export function ReviewStep({ checkout, payment }: ReviewStepProps) {
  const { quote, customer } = checkout
  if (payment.error instanceof OpenOrderError)
    return (
      <OpenOrderNotice
        customerId={customer.id}
        orderId={payment.error.orderId}
        onCancelled={() => payment.mutate()}
      />
    )
  const total = quote && formatMoney(quote.totals.total, quote.totals.currency)
  const busy = payment.isInProgress
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
        onClick={() => payment.mutate()}
      >
        {quote?.totals.total === 0 ? 'Place order' : `Pay ${total ?? ''}`}
      </BusyButton>
      <p className="quiet small mt-3 mb-0">
        It also says that you accept our{' '}
        <a href="/terms" target="_blank">
          terms<span className="visually-hidden"> (on another page)</span>
        </a>
        .
      </p>
      <p className="quiet small mt-3 mb-0" role="status">
        {busy && 'Contacting your bank. Please keep this page open.'}
      </p>
    </>
  )
}
