import { Link } from 'react-router'
import { STEPS, stepPath, type Step } from '../steps'

const LABELS: Record<Step, string> = {
  address: 'Address',
  delivery: 'Delivery',
  payment: 'Payment',
  review: 'Review',
}

/** `reachable` is the number of steps that may be opened. */
export function StepNav({ current, reachable }: { current: Step; reachable: number }) {
  return (
    <nav aria-label="Checkout">
      <ol className="steps">
        {STEPS.map((step, i) => (
          <li key={step} aria-current={step === current ? 'step' : undefined}>
            {step !== current && i < reachable ? (
              <Link to={stepPath(step)}>{LABELS[step]}</Link>
            ) : (
              LABELS[step]
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
