/**
 * What a customer has written and not sent, in this tab: it survives a reload and a session that ends, and is
 * removed by a sign-out. Nobody else reads it.
 */
import { loadFromTab, removeFromTab, saveInTab } from './storage'

interface StoredDraft<T> {
  customerId: string
  draft: T
}

export interface DraftStore<T> {
  load: () => T | undefined
  save: (draft: T) => void
  remove: () => void
}

/** Return the store of one customer's draft; the name says what it is a draft of. */
export const draftStore = <T>(name: string, customerId: string): DraftStore<T> => {
  const key = `draft-${name}`
  const load = (): T | undefined => {
    const stored = loadFromTab<StoredDraft<T> | null>(key, null)
    return stored?.customerId === customerId ? stored.draft : undefined
  }
  return {
    load,
    save: (draft) => saveInTab(key, { customerId, draft } satisfies StoredDraft<T>),
    remove: () => removeFromTab(key),
  }
}
