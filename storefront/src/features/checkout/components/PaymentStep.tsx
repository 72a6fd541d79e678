import { useState, type FormEvent, type RefObject } from 'react'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import type { Totals } from '@/lib/cart'
import { PaymentForm } from '../payment/PaymentForm'
import type { PaymentFormHandle } from '../payment/types'

interface PaymentStepProps {
  paymentForm: RefObject<PaymentFormHandle | null>
  customerId: string
  totals: Totals
  declined: string | undefined
  onReady: (description: string) => void
}

/** Collects the card, which is charged in the next step. */
export function PaymentStep({ paymentForm, customerId, totals, declined, onReady }: PaymentStepProps) {
  const [checking, setChecking] = useState(false)
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (checking) return
    setChecking(true)
    try {
      if (!(await paymentForm.current?.check())) return
      blur()
      onReady(paymentForm.current?.describe() ?? '')
    } finally {
      setChecking(false)
    }
  }
  if (totals.total === 0)
    return (
      <>
        <p className="prose">There’s nothing to pay.</p>
        <button type="button" className="btn btn-primary px-4" onClick={() => onReady('')}>
          Review your order
        </button>
      </>
    )
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      {declined && (
        <div className="mb-3">
          <Note tone="bad" live>
            {declined} Your books are still reserved for you.
          </Note>
        </div>
      )}
      <PaymentForm
        ref={paymentForm}
        customerId={customerId}
        amount={totals.total}
        currency={totals.currency ?? 'GBP'}
      />
      <div className="d-flex flex-wrap align-items-center gap-3 mt-4">
        <BusyButton className="btn-primary px-4" busy={checking}>
          Review your order
        </BusyButton>
        <span className="quiet small">You won’t be charged until the next step.</span>
      </div>
    </form>
  )
}

/** Remove the focus from the form, which stays mounted but hidden. */
function blur(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
}
