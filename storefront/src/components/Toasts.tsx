import { useEffect } from 'react'
import { useToasts, type Toast } from '@/lib/toasts'

const SHOWN_FOR = 6_000

/**
 * Announced politely and removed after a while; a toast with an action stays until it is closed (WCAG 2.2.1).
 */
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
    // A toast never changes; onDone is a new function at every render.
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
