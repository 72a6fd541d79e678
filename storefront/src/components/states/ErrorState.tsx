import { useEffect, useRef } from 'react'
import { ApiError, isTooMany } from '@/lib/api'
import { formatWait } from '@/lib/text'
import { useOnline } from '@/lib/useOnline'

interface ErrorStateProps {
  error: unknown
  onRetry: () => void
  /** A sentence that says what could not be loaded. */
  title?: string
}

/**
 * Shows a failure: its message, a button to retry, and the request id that finds it in the logs. It retries by
 * itself once the browser is online again.
 */
export function ErrorState({ error, onRetry, title = 'We couldn’t load this page' }: ErrorStateProps) {
  const online = useOnline()
  useRetryOnline(online, onRetry)
  const apiError = error instanceof ApiError ? error : undefined
  const retryAfter = apiError?.retryAfter ?? 0
  return (
    <div className="py-5" role="alert">
      <h2 className="h3">{title}</h2>
      <p className="prose">
        {online
          ? (apiError?.message ?? 'Something went wrong on our side. Please try again.')
          : 'You’re offline. This page will load when you’re back online.'}
        {online && !isTooMany(error) && retryAfter > 1 && ` Please wait ${formatWait(retryAfter)}.`}
      </p>
      <p className="d-flex flex-wrap align-items-center gap-3">
        <button type="button" className="btn btn-primary" onClick={onRetry}>
          Try again
        </button>
        {apiError?.requestId && (
          <span className="faint small">
            If you contact us, please quote this reference: <code>{apiError.requestId}</code>
          </span>
        )}
      </p>
    </div>
  )
}

function useRetryOnline(online: boolean, onRetry: () => void): void {
  const wasOnline = useRef(online)
  useEffect(() => {
    if (online && !wasOnline.current) onRetry()
    wasOnline.current = online
    // Only a change of the connection retries; onRetry is a new function at every render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [online])
}
