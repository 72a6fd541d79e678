import { loadLocalTexts, saveLocal } from '@/lib/storage'

const KEY = 'recent-searches'
const MAX_SEARCHES = 5

/** Load the searches made in this browser, the latest first. */
export const loadRecentSearches = (): string[] => loadLocalTexts(KEY)

export function saveSearch(query: string): void {
  const text = query.trim()
  if (text)
    saveLocal(KEY, [text, ...loadRecentSearches().filter((other) => other !== text)].slice(0, MAX_SEARCHES))
}
