import { useId, type ComponentProps } from 'react'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'id'> {
  label: string
  error?: string
}

/** A text of several lines with its label above and its error below. */
export function TextArea({ label, error, className = '', ...area }: TextAreaProps) {
  const id = useId()
  return (
    <div className={className}>
      <label className="form-label" htmlFor={id}>
        {label}
        {area.required === false && <span className="faint fw-normal"> (optional)</span>}
      </label>
      <textarea
        {...area}
        required={undefined}
        id={id}
        className={`form-control ${error ? 'is-invalid' : ''}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? `${id}-error` : undefined}
      />
      {error && (
        <div className="invalid-feedback" id={`${id}-error`}>
          {error}
        </div>
      )}
    </div>
  )
}
