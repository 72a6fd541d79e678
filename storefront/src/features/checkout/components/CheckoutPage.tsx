import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { RequireSignIn } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { SkeletonLine, LoadingMessage } from '@/components/states/Skeleton'
import { hasPrintedBooks } from '@/lib/cart'
import type { Customer } from '@/lib/session'
import type { PaymentFormHandle } from '../payment/types'
import { TITLES, stepPath, isStep, type Step } from '../steps'
import { useCheckout, type Checkout } from '../useCheckout'
import { unavailableNotice, usePlaceAndPay } from '../usePlaceAndPay'
import { AddressStep } from './AddressStep'
import { DeliveryStep } from './DeliveryStep'
import { CompletedSteps } from './CompletedSteps'
import { PaymentStep } from './PaymentStep'
import { CheckoutError } from './CheckoutError'
import { ReviewStep } from './ReviewStep'
import { StepNav } from './StepNav'
import { CheckoutSummary } from './CheckoutSummary'

export function Component() {
  const { step } = useParams()
  if (!isStep(step)) return <Redirect to={stepPath('address')} />
  return (
    <RequireSignIn>
      {(customer) => <Checkout key={customer.id} customer={customer} step={step} />}
    </RequireSignIn>
  )
}

/**
 * One page for all four steps: it stays mounted while the step in the URL changes, and so does the card form.
 */
function Checkout({ customer, step }: { customer: Customer; step: Step }) {
  const checkout = useCheckout(customer)
  const paymentForm = useRef<PaymentFormHandle>(null)
  const payment = usePlaceAndPay(checkout, paymentForm)
  const [card, setCard] = useState<string>() // the description of the card, once the form is complete
  const [paymentReached, setPaymentReached] = useState(false) // the card form stays mounted from then on, to keep its values
  if (!paymentReached && (step === 'payment' || step === 'review')) setPaymentReached(true)
  const navigate = useNavigate()

  const { cart, lines, quote, draft } = checkout
  const isFree = quote?.totals.total === 0
  const { isInProgress } = payment
  const soldOutNotice = unavailableNotice(checkout.error)
  if (cart && !lines.length && !isInProgress) return <Redirect to="/cart" />
  if (soldOutNotice && !isInProgress) return <Redirect to="/cart" state={{ notice: soldOutNotice }} />
  const missing = missingStep(step, checkout, card !== undefined || isFree)
  if (missing && !isInProgress) return <Redirect to={stepPath(missing)} />

  const goToReview = (description: string) => {
    setCard(description)
    payment.clearDecline()
    void navigate(stepPath('review'))
  }
  return (
    <div className="container pt-4">
      <Seo title={TITLES[step]} noindex />
      <StepNav current={step} reachable={draft.address ? (card ? 4 : 3) : 1} />
      <div className="two">
        <div>
          <PageTitle className="h2 mb-3">{TITLES[step]}</PageTitle>
          {step !== 'address' && (
            <CompletedSteps
              step={step}
              draft={draft}
              quote={quote}
              card={isFree ? undefined : card}
              isShippable={hasPrintedBooks(lines)}
            />
          )}
          <CheckoutError checkout={checkout} problem={payment.error} />
          {!cart && <StepSkeleton />}
          {cart && step === 'address' && <AddressStep checkout={checkout} />}
          {step === 'delivery' && <DeliveryStep checkout={checkout} />}
          {paymentReached && quote && (
            <div hidden={step !== 'payment'}>
              <PaymentStep
                paymentForm={paymentForm}
                customerId={customer.id}
                totals={quote.totals}
                declined={payment.declined}
                onReady={goToReview}
              />
            </div>
          )}
          {step === 'review' && <ReviewStep checkout={checkout} payment={payment} />}
        </div>
        <CheckoutSummary checkout={checkout} />
      </div>
    </div>
  )
}

/** The step that has to be completed first, if any. */
function missingStep(step: Step, { draft }: Checkout, card: boolean): Step | undefined {
  if (step !== 'address' && !draft.address) return 'address'
  if (step === 'review' && !card) return 'payment'
  return undefined
}

function StepSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your cart" />
      <SkeletonLine width="100%" height="3rem" />
      <SkeletonLine width="100%" height="3rem" />
    </>
  )
}
