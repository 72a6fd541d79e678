import { Link } from 'react-router'
import type { Quote } from '@/lib/cart'
import { inOneLine } from '@/lib/customers'
import { useWays } from '@/lib/delivery'
import { money } from '@/lib/money'
import type { Draft } from '../draft'
import { METHODS, withYou } from '../shippingMethods'
import { addressOf, type Step } from '../steps'

interface KeptProps {
  step: Step
  draft: Draft
  quote: Quote | undefined
  card: string | undefined
  /** False for files alone, which need no parcel. */
  sent: boolean
}

/** What was decided on the steps before, each with a way back. */
export function KeptSoFar({ step, draft: { address, shipping }, quote, card, sent }: KeptProps) {
  const ways = useWays(address?.country)
  const post = quote && (quote.totals.shipping ? money(quote.totals.shipping, quote.totals.currency) : 'free')
  return (
    <ul className="list-unstyled mb-4">
      {address && <Kept what="Send to" value={`${address.name}, ${inOneLine(address)}`} step="address" />}
      {step !== 'delivery' && (
        <Kept
          what="Delivery"
          value={
            sent
              ? [METHODS[shipping].name, post, withYou(ways, shipping)].filter(Boolean).join(', ')
              : 'Nothing has to be sent'
          }
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
