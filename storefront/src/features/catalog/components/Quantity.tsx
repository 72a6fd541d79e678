interface QuantityProps {
  value: number
  most: number
  onChange: (value: number) => void
}

export function Quantity({ value, most, onChange }: QuantityProps) {
  const to = (wanted: number) => onChange(Math.max(1, Math.min(most, wanted)))
  return (
    <span className="stepper" role="group" aria-label="Quantity">
      <button type="button" aria-label="One less" disabled={value <= 1} onClick={() => to(value - 1)}>
        −
      </button>
      <input
        inputMode="numeric"
        aria-label="Copies"
        value={value}
        onChange={(event) => to(Number(event.target.value.replace(/\D/g, '')) || 1)}
      />
      <button type="button" aria-label="One more" disabled={value >= most} onClick={() => to(value + 1)}>
        +
      </button>
    </span>
  )
}
