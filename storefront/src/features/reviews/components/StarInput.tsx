import { range } from '@/lib/range'

interface StarInputProps {
  value: number
  onChange: (stars: number) => void
}

const LABELS = ['Not for me', 'It was OK', 'Good', 'Very good', 'Loved it']

/** Five radio buttons that look like stars, with the keyboard support of a radio group. */
export function StarInput({ value, onChange }: StarInputProps) {
  return (
    <fieldset className="star-input">
      <legend className="form-label">Your rating</legend>
      {range(5).map((i) => (
        <label key={i} className={i < value ? 'lit' : undefined}>
          <input
            type="radio"
            name="stars"
            required
            checked={value === i + 1}
            onChange={() => onChange(i + 1)}
          />
          <span className="stars" aria-hidden="true" />
          <span className="visually-hidden">{i === 0 ? '1 star' : `${i + 1} stars`}</span>
        </label>
      ))}
      <span className="quiet ms-2" aria-hidden="true">
        {LABELS[value - 1]}
      </span>
    </fieldset>
  )
}
