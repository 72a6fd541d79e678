import { useRef, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { ForReaders } from '@/components/RequireSignIn'
import { PageTitle } from '@/components/PageTitle'
import { Redirect } from '@/components/Redirect'
import { Seo } from '@/components/Seo'
import { Line, Loading } from '@/components/states/Skeleton'
import { hasPrinted } from '@/lib/cart'
import type { Reader } from '@/lib/session'
import type { Till } from '../payment/types'
import { TITLES, addressOf, isStep, type Step } from '../steps'
import { useCheckout, type Checkout } from '../useCheckout'
import { lost, usePaying } from '../usePlaceAndPay'
import { AddressStep } from './AddressStep'
import { DeliveryStep } from './DeliveryStep'
import { KeptSoFar } from './CompletedSteps'
import { PaymentStep } from './PaymentStep'
import { PriceProblem } from './CheckoutError'
import { ReviewStep } from './ReviewStep'
import { Steps } from './StepNav'
import { Summary } from './CheckoutSummary'

export function Component() {
  const { step } = useParams()
  if (!isStep(step)) return <Redirect to={addressOf('address')} />
  return <ForReaders>{(reader) => <Checkout key={reader.id} reader={reader} step={step} />}</ForReaders>
}

/** One page with four faces: it stays while the step in the address changes, and with it the half-filled card form. */
function Checkout({ reader, step }: { reader: Reader; step: Step }) {
  const checkout = useCheckout(reader)
  const till = useRef<Till>(null)
  const paying = usePaying(checkout, till)
  const [card, setCard] = useState<string>() // what the card form calls itself, once it is filled in
  const [atTill, come] = useState(false) // from then on the card form stays, so that going back empties nothing
  if (!atTill && (step === 'payment' || step === 'review')) come(true)
  const navigate = useNavigate()

  const { cart, lines, quote, draft } = checkout
  const free = quote?.totals.total === 0
  const { underWay } = paying
  const sold = lost(checkout.error)
  if (cart && !lines.length && !underWay) return <Redirect to="/cart" />
  if (sold && !underWay) return <Redirect to="/cart" state={{ notice: sold }} />
  const missing = missingStep(step, checkout, card !== undefined || free)
  if (missing && !underWay) return <Redirect to={addressOf(missing)} />

  const review = (described: string) => {
    setCard(described)
    paying.forgetDecline()
    void navigate(addressOf('review'))
  }
  return (
    <div className="container pt-4">
      <Seo title={TITLES[step]} noindex />
      <Steps current={step} open={draft.address ? (card ? 4 : 3) : 1} />
      <div className="two">
        <div>
          <PageTitle className="h2 mb-3">{TITLES[step]}</PageTitle>
          {step !== 'address' && (
            <KeptSoFar
              step={step}
              draft={draft}
              quote={quote}
              card={free ? undefined : card}
              sent={hasPrinted(lines)}
            />
          )}
          <PriceProblem checkout={checkout} problem={paying.error} />
          {!cart && <StepSkeleton />}
          {cart && step === 'address' && <AddressStep checkout={checkout} />}
          {step === 'delivery' && <DeliveryStep checkout={checkout} />}
          {atTill && quote && (
            <div hidden={step !== 'payment'}>
              <PaymentStep till={till} totals={quote.totals} declined={paying.declined} onReady={review} />
            </div>
          )}
          {step === 'review' && <ReviewStep checkout={checkout} paying={paying} />}
        </div>
        <Summary checkout={checkout} />
      </div>
    </div>
  )
}

/** The step that has to be done before this one can be. */
function missingStep(step: Step, { draft }: Checkout, card: boolean): Step | undefined {
  if (step !== 'address' && !draft.address) return 'address'
  if (step === 'review' && !card) return 'payment'
  return undefined
}

function StepSkeleton() {
  return (
    <>
      <Loading what="Loading your cart" />
      <Line width="100%" height="3rem" />
      <Line width="100%" height="3rem" />
    </>
  )
}
