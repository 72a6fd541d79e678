import { useOnline } from '@/lib/useOnline'

export function OfflineBanner() {
  const online = useOnline()
  return (
    <div role="status">
      {!online && (
        <div className="note warn">
          <p className="container">
            You’re offline. Pages you’ve already opened still work; to order, you need a connection.
          </p>
        </div>
      )}
    </div>
  )
}
