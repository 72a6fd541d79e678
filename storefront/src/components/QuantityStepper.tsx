import { useState } from 'react'
import { isComposing } from '@/lib/keys'
import { parseNatural } from '@/lib/numbers'

interface QuantityStepperProps {
  value: number
  max: number
  /** The title of the book. */
  label: string
  onChange: (value: number) => void
}

/**
 * The number of copies, changed by buttons or typed; a typed number is applied on blur or Enter. A text that is
 * not a number restores the old one.
 */
export function QuantityStepper({ value, max, label, onChange }: QuantityStepperProps) {
  const [draft, setDraft] = useState<string>()
  const commit = (requested: number) => {
    const allowed = Math.max(1, Math.min(max, requested))
    setDraft(undefined)
    if (allowed !== value) onChange(allowed)
  }
  const commitDraft = () => draft !== undefined && commit(parseNatural(draft) || value)
  return (
    <span className="stepper" role="group" aria-label={`Quantity of ${label}`}>
      <button
        type="button"
        aria-label="Decrease quantity"
        disabled={value <= 1}
        onClick={() => commit(value - 1)}
      >
        −
      </button>
      <input
        inputMode="numeric"
        aria-label={`Quantity of ${label}`}
        value={draft ?? value}
        onChange={(event) => setDraft(event.target.value)}
        onBlur={commitDraft}
        onKeyDown={(event) => event.key === 'Enter' && !isComposing(event.nativeEvent) && commitDraft()}
      />
      <button
        type="button"
        aria-label="Increase quantity"
        disabled={value >= max}
        onClick={() => commit(value + 1)}
      >
        +
      </button>
    </span>
  )
}
