import { Link } from 'react-router'
import { STEPS, addressOf, type Step } from '../steps'

const WORDS: Record<Step, string> = {
  address: 'Address',
  delivery: 'Delivery',
  payment: 'Payment',
  review: 'Review',
}

/** `open`: how many steps one may go to already. */
export function Steps({ current, open }: { current: Step; open: number }) {
  return (
    <nav aria-label="Checkout">
      <ol className="steps">
        {STEPS.map((step, i) => (
          <li key={step} aria-current={step === current ? 'step' : undefined}>
            {step !== current && i < open ? <Link to={addressOf(step)}>{WORDS[step]}</Link> : WORDS[step]}
          </li>
        ))}
      </ol>
    </nav>
  )
}
