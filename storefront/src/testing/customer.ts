import type { Reader } from '@/lib/session'

export const signedIn = (changes: Partial<Reader> = {}): Reader => ({
  id: 'reader-1',
  email: 'ada@example.org',
  groups: [],
  ...changes,
})
