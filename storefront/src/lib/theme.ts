import { useSyncExternalStore } from 'react'
import { localTexts } from './storage'

export type Theme = 'light' | 'dark'

const listeners = new Set<() => void>()
const root = document.documentElement

const currentTheme = (): Theme => (root.dataset.bsTheme === 'dark' ? 'dark' : 'light')

/** Switch the theme and store it as plain text: `public/theme.js` reads it before the first paint. */
export function switchTheme(): void {
  root.dataset.bsTheme = currentTheme() === 'dark' ? 'light' : 'dark'
  localTexts.setItem('theme', currentTheme())
  listeners.forEach((listener) => listener())
}

export const useTheme = (): Theme =>
  useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, currentTheme)
