import { loadLocalTexts, saveLocal } from '@/lib/storage'

const KEY = 'recently-viewed'
const MAX_BOOKS = 12

/** Load the ids of the books viewed last, the latest first. They never leave this browser. */
export const loadRecentlyViewed = (): string[] => loadLocalTexts(KEY)

export const saveViewedBook = (bookId: string): void =>
  saveLocal(KEY, [bookId, ...loadRecentlyViewed().filter((id) => id !== bookId)].slice(0, MAX_BOOKS))
