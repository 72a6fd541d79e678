import { useId, type FormEvent, type ReactNode } from 'react'
import Modal from 'react-bootstrap/Modal'
import { BusyButton } from '@/components/forms/BusyButton'
import { Note } from '@/components/Note'
import { ApiError } from '@/lib/api'

interface ActionDialogProps {
  title: string
  /** What the button does, verb first. */
  action: string
  isBusy: boolean
  error?: unknown
  isDisabled?: boolean
  onAction: () => void
  onClose: () => void
  children: ReactNode
}

/** A question with its consequences: Enter does it, Esc leaves. */
export function ActionDialog({
  title,
  action,
  isBusy,
  error,
  isDisabled,
  onAction,
  onClose,
  children,
}: ActionDialogProps) {
  const id = useId()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!isBusy && !isDisabled) onAction()
  }
  return (
    <Modal show onHide={onClose} aria-labelledby={id} backdrop="static">
      <form onSubmit={submit} noValidate>
        <Modal.Header closeButton>
          <Modal.Title as="h2" className="h4" id={id}>
            {title}
          </Modal.Title>
        </Modal.Header>
        <Modal.Body>
          {children}
          {error !== undefined && error !== null && (
            <div className="mt-3">
              <Note tone="bad" live>
                {error instanceof ApiError ? error.message : 'Something went wrong. Please try again.'}
              </Note>
            </div>
          )}
        </Modal.Body>
        <Modal.Footer>
          <button type="button" className="btn btn-outline-primary" onClick={onClose}>
            Close
          </button>
          <BusyButton busy={isBusy} disabled={isDisabled}>
            {action}
          </BusyButton>
        </Modal.Footer>
      </form>
    </Modal>
  )
}
