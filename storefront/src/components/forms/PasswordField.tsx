import { useState, type ComponentProps } from 'react'
import { Field } from './Field'

/** A password input that can be revealed, pasted into and filled in by a password manager (WCAG 3.3.8). */
export function PasswordField({ label = 'Password', ...field }: Partial<ComponentProps<typeof Field>>) {
  const [shown, setShown] = useState(false)
  return (
    <div className="position-relative">
      <button
        type="button"
        className="textbutton small position-absolute end-0 top-0 p-0"
        aria-pressed={shown}
        onClick={() => setShown(!shown)}
      >
        {shown ? 'Hide' : 'Show'}
      </button>
      <Field
        {...field}
        label={label}
        type={shown ? 'text' : 'password'}
        spellCheck={false}
        autoCapitalize="off"
      />
    </div>
  )
}
