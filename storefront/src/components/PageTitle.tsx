import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'

/**
 * The one `<h1>` of a page. It takes the focus after a navigation inside the shop, so that a screen reader
 * announces the new page; on the first page of a visit the browser's own focus is left alone.
 */
export function PageTitle({ children, className }: { children: ReactNode; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname, key } = useLocation()
  const arrivedByLink = key !== 'default'

  useEffect(() => {
    if (arrivedByLink && !isTyping()) heading.current?.focus({ preventScroll: true })
    // A change of the query (filters, page number) is not a new page.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [pathname])

  return (
    <h1 ref={heading} tabIndex={-1} className={className}>
      {children}
    </h1>
  )
}

const isTyping = (): boolean =>
  document.activeElement?.matches('main input, main textarea, main select') ?? false
