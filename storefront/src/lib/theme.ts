import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const listeners = new Set<() => void>()
const root = document.documentElement

const currentTheme = (): Theme => (root.dataset.bsTheme === 'dark' ? 'dark' : 'light')

/** `public/theme.js` reads the same key before the first paint, as plain text. */
export function switchTheme(): void {
  root.dataset.bsTheme = currentTheme() === 'dark' ? 'light' : 'dark'
  try {
    localStorage.setItem('theme', currentTheme())
  } catch {
    // It lasts for this page, then.
  }
  listeners.forEach((listener) => listener())
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentTheme)
