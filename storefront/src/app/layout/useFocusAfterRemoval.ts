import { useEffect } from 'react'

/**
 * Focus the page's heading when the element that has the focus is removed: a line of a list, a form that closes,
 * a message. Otherwise the focus is nowhere, and the next Tab starts at the top of the page.
 */
export function useFocusAfterRemoval(): void {
  useEffect(() => {
    let focused: Element | null = null
    const remember = ({ target }: FocusEvent) => {
      focused = target as Element
    }
    // An element that loses the focus and stays was left on purpose; some browsers also say so of a removed one.
    const release = () => queueMicrotask(() => focused?.isConnected && hasNoFocus() && (focused = null))
    const observer = new MutationObserver(() => {
      if (!focused || focused.isConnected || !hasNoFocus()) return
      focused = null
      document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
    })
    observer.observe(document.body, { childList: true, subtree: true })
    addEventListener('focusin', remember)
    addEventListener('focusout', release)
    return () => {
      observer.disconnect()
      removeEventListener('focusin', remember)
      removeEventListener('focusout', release)
    }
  }, [])
}

const hasNoFocus = (): boolean => !document.activeElement || document.activeElement === document.body
