import { keep, kept } from '@/lib/storage'

const KEY = 'recently-viewed'
const MOST = 12

/** Ids of the books last looked at, the latest first. They never leave this browser. */
export const recentlyViewed = (): string[] => kept<string[]>(KEY, [])

export const noteViewed = (bookId: string): void =>
  keep(KEY, [bookId, ...recentlyViewed().filter((id) => id !== bookId)].slice(0, MOST))
