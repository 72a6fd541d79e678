import { keep, kept } from '@/lib/storage'

const KEY = 'recent-searches'
const MOST = 5

/** What was searched for on this device, the latest first. */
export const recentSearches = (): string[] => kept<string[]>(KEY, [])

export function noteSearch(words: string): void {
  const text = words.trim()
  if (text) keep(KEY, [text, ...recentSearches().filter((other) => other !== text)].slice(0, MOST))
}
