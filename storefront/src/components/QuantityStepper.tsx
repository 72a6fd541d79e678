import { useState } from 'react'

interface StepperProps {
  value: number
  most: number
  /** Whose copies these are. */
  label: string
  onChange: (value: number) => void
}

/** Copies, one more or one less, or typed: what is typed counts when the field is left or Enter is pressed. */
export function Stepper({ value, most, label, onChange }: StepperProps) {
  const [typed, type] = useState<string>()
  const to = (wanted: number) => {
    const allowed = Math.max(1, Math.min(most, wanted))
    type(undefined)
    if (allowed !== value) onChange(allowed)
  }
  const typedIn = () => typed !== undefined && to(Number(typed) || value)
  return (
    <span className="stepper" role="group" aria-label={`Copies of ${label}`}>
      <button type="button" aria-label="One less" disabled={value <= 1} onClick={() => to(value - 1)}>
        −
      </button>
      <input
        inputMode="numeric"
        aria-label={`Copies of ${label}`}
        value={typed ?? value}
        onChange={(event) => type(event.target.value.replace(/\D/g, '').slice(0, 2))}
        onBlur={typedIn}
        onKeyDown={(event) => event.key === 'Enter' && typedIn()}
      />
      <button type="button" aria-label="One more" disabled={value >= most} onClick={() => to(value + 1)}>
        +
      </button>
    </span>
  )
}
