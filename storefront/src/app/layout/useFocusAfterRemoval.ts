import { useEffect, useRef } from 'react'

/** Focus the page's heading when a removed element of a list had the focus, so that it does not start anew. */
export function useFocusAfterRemoval(count: number): void {
  const previous = useRef(count)
  useEffect(() => {
    const isOnBody = !document.activeElement || document.activeElement === document.body
    if (count < previous.current && isOnBody)
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    previous.current = count
  }, [count])
}
