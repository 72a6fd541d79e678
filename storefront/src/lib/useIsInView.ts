import { useEffect, useRef, useState } from 'react'

/** Return a ref and whether its element is on the screen; true until the browser has said otherwise. */
export function useIsInView<T extends Element>() {
  const element = useRef<T>(null)
  const [isInView, setInView] = useState(true)
  useEffect(() => {
    if (!element.current) return
    const observer = new IntersectionObserver(([entry]) => setInView(entry?.isIntersecting ?? true))
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [])
  return [element, isInView] as const
}
