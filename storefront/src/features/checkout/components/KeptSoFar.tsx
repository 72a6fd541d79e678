import { Link } from 'react-router'
import type { Quote } from '@/lib/cart'
import { inOneLine } from '@/lib/customers'
import { money } from '@/lib/money'
import type { Draft } from '../draft'
import { METHODS } from '../methods'
import { addressOf, type Step } from '../steps'

interface KeptProps {
  step: Step
  draft: Draft
  quote: Quote | undefined
  card: string | undefined
}

/** What was decided on the steps before, each with a way back. */
export function KeptSoFar({ step, draft: { address, shipping }, quote, card }: KeptProps) {
  const post = quote && (quote.totals.shipping ? money(quote.totals.shipping, quote.totals.currency) : 'free')
  return (
    <ul className="list-unstyled mb-4">
      {address && <Kept what="Send to" value={`${address.name}, ${inOneLine(address)}`} step="address" />}
      {step !== 'delivery' && (
        <Kept
          what="Delivery"
          value={[METHODS[shipping].name, post].filter(Boolean).join(', ')}
          step="delivery"
        />
      )}
      {step === 'review' && card && <Kept what="Payment" value={card} step="payment" />}
    </ul>
  )
}

function Kept({ what, value, step }: { what: string; value: string; step: Step }) {
  return (
    <li className="kept">
      <span className="quiet">{what}</span>
      <span>{value}</span>
      <Link to={addressOf(step)}>
        Change<span className="visually-hidden"> {what.toLowerCase()}</span>
      </Link>
    </li>
  )
}
