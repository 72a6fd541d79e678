import { Link } from 'react-router'
import type { Quote } from '@/lib/cart'
import { useAddressLines } from '@/lib/customers'
import { useShippingOptions } from '@/lib/delivery'
import { formatMoney } from '@/lib/money'
import type { Draft } from '../draft'
import { SHIPPING_METHODS, arrivalLabel } from '../shippingMethods'
import { stepPath, type Step } from '../steps'

interface CompletedStepsProps {
  step: Step
  draft: Draft
  quote: Quote | undefined
  card: string | undefined
  /** False for e-books and audiobooks alone. */
  isShippable: boolean
}

/** The choices of the previous steps, each with a link to change it. */
export function CompletedSteps({
  step,
  draft: { address, shipping },
  quote,
  card,
  isShippable,
}: CompletedStepsProps) {
  const addressLines = useAddressLines()
  const options = useShippingOptions(address?.country)
  const shippingPrice =
    quote && (quote.totals.shipping ? formatMoney(quote.totals.shipping, quote.totals.currency) : 'Free')
  return (
    <ul className="list-unstyled mb-4">
      {address && (
        <CompletedStep label="Deliver to" value={addressLines(address).join(', ')} step="address" />
      )}
      {step !== 'delivery' && (
        <CompletedStep
          label="Delivery"
          value={
            isShippable
              ? [SHIPPING_METHODS[shipping].name, shippingPrice, arrivalLabel(options, shipping)]
                  .filter(Boolean)
                  .join(', ')
              : 'Instant download'
          }
          step="delivery"
        />
      )}
      {step === 'review' && card && <CompletedStep label="Payment" value={card} step="payment" />}
    </ul>
  )
}

function CompletedStep({ label, value, step }: { label: string; value: string; step: Step }) {
  return (
    <li className="completed-step">
      <span className="quiet">{label}</span>
      <span>{value}</span>
      <Link to={stepPath(step)}>
        Change<span className="visually-hidden"> {label.toLowerCase()}</span>
      </Link>
    </li>
  )
}
