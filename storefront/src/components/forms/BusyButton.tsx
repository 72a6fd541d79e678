import type { ComponentProps } from 'react'

interface BusyButtonProps extends ComponentProps<'button'> {
  busy: boolean
}

/** Keeps its width and label while an action is pending, and ignores further clicks. */
export function BusyButton({
  busy,
  children,
  onClick,
  className = 'btn-primary',
  ...button
}: BusyButtonProps) {
  return (
    <button
      type="submit"
      {...button}
      className={`btn busybtn ${className}`}
      aria-busy={busy}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    >
      {busy && <span className="spin" aria-hidden="true" />}
      <span className="busy-label">{children}</span>
    </button>
  )
}
