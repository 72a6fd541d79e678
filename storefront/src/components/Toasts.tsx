import { useEffect, useState, type FocusEvent } from 'react'
import { useToasts, type Toast } from '@/lib/toasts'

const SHOWN_FOR = 6_000
const SHOWN_WITH_ACTION_FOR = 20_000 // long enough to reach the action by keyboard (WCAG 2.2.1)

/**
 * Announced politely. Every toast is removed after a while, or closed; while it has the pointer or the focus, its
 * time does not run.
 */
export function Toasts() {
  const { toasts, dismiss } = useToasts()
  useClearFocusedField(toasts.length)
  return (
    <div className="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <OneToast key={toast.id} toast={toast} onDone={() => dismiss(toast.id)} />
      ))}
    </div>
  )
}

/** Scroll the field that has the focus out from under a new toast; `scroll-padding` says how far. */
function useClearFocusedField(count: number): void {
  useEffect(() => {
    if (count > 0 && document.activeElement?.matches('input, textarea, select'))
      document.activeElement.scrollIntoView({ block: 'nearest' })
  }, [count])
}

function OneToast({ toast: { text, action }, onDone }: { toast: Toast; onDone: () => void }) {
  const [isPaused, setPaused] = useState(false)
  const shownFor = action ? SHOWN_WITH_ACTION_FOR : SHOWN_FOR
  useEffect(() => {
    if (isPaused) return
    const timer = setTimeout(onDone, shownFor)
    return () => clearTimeout(timer)
    // A toast never changes; onDone is a new function at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isPaused])

  return (
    <div
      className="toast show"
      onPointerEnter={() => setPaused(true)}
      onPointerLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={(event: FocusEvent) => setPaused(event.currentTarget.contains(event.relatedTarget))}
    >
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
