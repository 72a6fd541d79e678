import { useEffect, useRef, type ReactNode } from 'react'
import { useLocation } from 'react-router'

/**
 * The one `<h1>` of a page. It takes the focus when the reader came here by a link of ours, so that a screen reader
 * says where one is now; on the first page of a visit the browser's own order is left alone.
 */
export function PageTitle({ children, className }: { children: ReactNode; className?: string }) {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname, key } = useLocation()
  const arrivedByLink = key !== 'default'

  useEffect(() => {
    if (arrivedByLink && !isTyping()) heading.current?.focus({ preventScroll: true })
    // A change of the query (filters, page) is no new page.
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
