import { useState } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { hasDigitalBooks } from '@/lib/cart'
import { formatMoney } from '@/lib/money'
import { OpenOrderError } from '../api/placeOrder'
import type { Checkout } from '../useCheckout'
import type { usePlaceAndPay } from '../usePlaceAndPay'
import { CONSENT_ID, DigitalConsent } from './DigitalConsent'
import { OpenOrderNotice } from './OpenOrderNotice'

interface ReviewStepProps {
  checkout: Checkout
  payment: ReturnType<typeof usePlaceAndPay>
}

export function ReviewStep({ checkout, payment }: ReviewStepProps) {
  const { quote, customer, lines, draft, change } = checkout
  const [isConsentMissing, setConsentMissing] = useState(false)
  if (payment.error instanceof OpenOrderError)
    return (
      <OpenOrderNotice
        customerId={customer.id}
        orderId={payment.error.orderId}
        onCancelled={() => payment.mutate()}
      />
    )
  const isFree = quote?.totals.total === 0
  const total = quote ? formatMoney(quote.totals.total, quote.totals.currency) : ''
  const needsConsent = hasDigitalBooks(lines)
  const busy = payment.isInProgress
  const pay = () => {
    const isMissing = needsConsent && !draft.digitalConsent
    setConsentMissing(isMissing)
    if (isMissing) document.getElementById(CONSENT_ID)?.focus()
    else payment.mutate()
  }
  return (
    <>
      {needsConsent && (
        <DigitalConsent
          checked={draft.digitalConsent ?? false}
          isMissing={isConsentMissing}
          onChange={(digitalConsent) => {
            change({ digitalConsent })
            setConsentMissing(false)
          }}
        />
      )}
      <p className="prose">
        {isFree
          ? 'There’s nothing to pay. By placing your order you accept our '
          : `We’ll charge your card ${total}. By paying you accept our `}
        <a href="/terms" target="_blank">
          terms<span className="visually-hidden"> (opens in a new tab)</span>
        </a>
        .
      </p>
      <BusyButton type="button" className="btn-primary px-4" busy={busy} disabled={!quote} onClick={pay}>
        {isFree ? 'Place order' : `Pay ${total}`}
      </BusyButton>
      <p className="quiet small mt-3 mb-0" role="status">
        {busy && 'Contacting your bank. Please keep this page open.'}
      </p>
    </>
  )
}
