import { ApiError } from '@/lib/api'

interface ProblemProps {
  error: unknown
  onRetry: () => void
  /** What could not be shown, as a sentence. */
  title?: string
}

/** Something failed: what, what one can do, and the id that finds the request in the traces. */
export function Problem({ error, onRetry, title = 'This page could not be put together.' }: ProblemProps) {
  const known = error instanceof ApiError ? error : undefined
  return (
    <div className="py-5" role="alert">
      <h2 className="h3">{title}</h2>
      <p className="prose">{known?.message ?? 'Something went wrong on our side, not on yours.'}</p>
      <p className="d-flex flex-wrap align-items-center gap-3">
        <button type="button" className="btn btn-primary" onClick={onRetry}>
          Try again
        </button>
        {known?.requestId && (
          <span className="faint small">
            If you write to us, this number helps: <code>{known.requestId}</code>
          </span>
        )}
      </p>
    </div>
  )
}
