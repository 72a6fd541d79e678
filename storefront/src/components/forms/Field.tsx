import { useId, type ComponentProps, type ReactNode } from 'react'

interface FieldProps extends Omit<ComponentProps<'input'>, 'id'> {
  label: ReactNode
  error?: string
  hint?: ReactNode
}

/** An input with its label above and its error and hint below, all associated with it for screen readers. */
export function Field({ label, error, hint, className = '', ...input }: FieldProps) {
  const { id, describedBy, messages } = useDescription(error, hint)
  return (
    <div className={className}>
      <label className="form-label" htmlFor={id}>
        {label}
        {input.required === false && <span className="faint fw-normal"> (optional)</span>}
      </label>
      <input
        {...input}
        required={undefined} // the form validates itself and shows all errors at once
        id={id}
        className={`form-control ${error ? 'is-invalid' : ''}`}
        aria-invalid={error ? true : undefined}
        aria-required={input.required !== false || undefined}
        aria-describedby={describedBy}
      />
      {messages}
    </div>
  )
}

interface SelectFieldProps extends Omit<ComponentProps<'select'>, 'id'> {
  label: ReactNode
  error?: string
}

export function SelectField({ label, error, className = '', ...select }: SelectFieldProps) {
  const { id, describedBy, messages } = useDescription(error)
  return (
    <div className={className}>
      <label className="form-label" htmlFor={id}>
        {label}
        {select.required === false && <span className="faint fw-normal"> (optional)</span>}
      </label>
      <select
        {...select}
        required={undefined}
        id={id}
        className={`form-select ${error ? 'is-invalid' : ''}`}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy}
      />
      {messages}
    </div>
  )
}

function useDescription(error?: string, hintText?: ReactNode) {
  const id = useId()
  const hint = hintText === error ? undefined : hintText // the same sentence is not shown twice
  const errorId = `${id}-error`
  const hintId = `${id}-hint`
  const describedBy = [error && errorId, hint && hintId].filter(Boolean).join(' ') || undefined
  const messages = (
    <>
      {error && (
        <div className="invalid-feedback" id={errorId}>
          {error}
        </div>
      )}
      {hint && (
        <div className="form-text" id={hintId}>
          {hint}
        </div>
      )}
    </>
  )
  return { id, describedBy, messages }
}
