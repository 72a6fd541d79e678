import type { ReactNode } from 'react'
import { BusyButton } from './BusyButton'

interface FormActionsProps {
  busy: boolean
  onCancel: () => void
  /** What the submit button says. */
  children: ReactNode
  className?: string
}

/** The end of a form that was opened in place: its submit button, and a way out. */
export function FormActions({ busy, onCancel, children, className = 'mb-0' }: FormActionsProps) {
  return (
    <p className={`d-flex gap-3 ${className}`}>
      <BusyButton busy={busy}>{children}</BusyButton>
      <button type="button" className="textbutton" onClick={onCancel}>
        Cancel
      </button>
    </p>
  )
}
