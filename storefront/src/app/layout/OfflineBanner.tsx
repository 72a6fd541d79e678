import { useOnline } from '@/lib/useOnline'

export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <div className="note warn">
          <p className="container">
            You are offline. What you have already seen stays here; buying has to wait.
          </p>
        </div>
      )}
    </div>
  )
}
