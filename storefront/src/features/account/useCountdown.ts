import { useEffect, useState } from 'react'

/** Count the seconds down to 0, once a second; `restart` starts again with another number. */
export function useCountdown(seconds: number) {
  const [endsAt, setEndsAt] = useState(() => Date.now() + seconds * 1_000)
  const [left, setLeft] = useState(seconds)
  useEffect(() => {
    const update = () => setLeft(Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000)))
    update()
    const timer = setInterval(update, 1_000)
    return () => clearInterval(timer)
  }, [endsAt])
  return { left, restart: (next: number) => setEndsAt(Date.now() + next * 1_000) }
}
