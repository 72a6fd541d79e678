import { useEffect } from 'react'
import { useToasts, type Toast } from '@/lib/toasts'

const SHOWN_FOR = 6_000

/** Spoken politely and gone after a while; one with an action stays until somebody decides (WCAG 2.2.1). */
export function Toasts() {
  const { toasts, dismiss } = useToasts()
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onDone={() => dismiss(toast.id)} />
      ))}
    </div>
  )
}

function OneToast({ toast, onDone }: { toast: Toast; onDone: () => void }) {
  const { text, action } = toast
  const isPersistent = action !== undefined
  useEffect(() => {
    if (isPersistent) return
    const timer = setTimeout(onDone, SHOWN_FOR)
    return () => clearTimeout(timer)
    // The toast is the same for all its life; onDone is a new function each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isPersistent])

  return (
    <div className="toast show">
      <div className="toast-body d-flex justify-content-between align-items-baseline gap-3">
        <span>{text}</span>
        <span className="d-flex gap-3">
          {action && (
            <button type="button" className="textbutton" onClick={() => (action.run(), onDone())}>
              {action.label}
            </button>
          )}
          <button type="button" className="textbutton" onClick={onDone}>
            Close
          </button>
        </span>
      </div>
    </div>
  )
}
