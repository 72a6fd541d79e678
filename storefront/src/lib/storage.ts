/**
 * Typed access to the browser's storage. Where it is refused (private windows, blocked cookies) or full, values
 * stay in memory until the page is left; `useStorageRefused` is true from then on.
 */
import { useSyncExternalStore } from 'react'

/** Keys of choices that belong to the device. Every other key is personal, and removed after a sign-out. */
export const DEVICE_KEYS = ['theme', 'results-layout', 'shelf-layout']

/** The id of a guest's cart. It is here because another tab may change it. */
export const GUEST_CART = 'guest-cart'

let isRefused = false
const listeners = new Set<() => void>()

function reportRefusal(): void {
  isRefused = true
  listeners.forEach((listener) => listener())
}

/** Whether the browser has refused to store a value since the page was opened. */
export const useStorageRefused = (): boolean =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isRefused,
  )

/** Wrap a storage: what it refuses is kept in memory. `open` may throw. */
function createStore(open: () => Storage) {
  const memory = new Map<string, string>()
  const attempt = <T>(read: (storage: Storage) => T): T | undefined => {
    try {
      return read(open())
    } catch {
      return undefined
    }
  }
  const store = {
    getItem: (key: string): string | null =>
      memory.get(key) ?? attempt((storage) => storage.getItem(key)) ?? null,
    setItem(key: string, text: string): void {
      memory.delete(key)
      try {
        open().setItem(key, text)
      } catch {
        memory.set(key, text)
        attempt((storage) => storage.removeItem(key)) // an older value must not come back after a reload
        reportRefusal()
      }
    },
    removeItem(key: string): void {
      memory.delete(key)
      attempt((storage) => storage.removeItem(key))
    },
    keys: (): string[] => [...new Set([...memory.keys(), ...(attempt(Object.keys) ?? [])])],
    /** Remove all values but those of the given keys. */
    clear(except: readonly string[] = []): void {
      for (const key of store.keys()) if (!except.includes(key)) store.removeItem(key)
    },
  }
  return store
}

/** The texts of this browser, which all tabs share; `saveLocal` and `loadLocal` store values. */
export const localTexts = createStore(() => localStorage)

const tabTexts = createStore(() => sessionStorage)

function parse<T>(text: string | null, fallback: T): T {
  try {
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export const saveLocal = (key: string, value: unknown): void => localTexts.setItem(key, JSON.stringify(value))

export const loadLocal = <T>(key: string, fallback: T): T => parse(localTexts.getItem(key), fallback)

export const removeLocal = (key: string): void => localTexts.removeItem(key)

/** Load a stored list of texts; anything else, such as an entry of an older version, is an empty list. */
export function loadLocalTexts(key: string): string[] {
  const value = loadLocal<unknown>(key, [])
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

/** Save a value in this tab only: for unfinished work, and because the device may be shared. */
export const saveInTab = (key: string, value: unknown): void => tabTexts.setItem(key, JSON.stringify(value))

export const loadFromTab = <T>(key: string, fallback: T): T => parse(tabTexts.getItem(key), fallback)

export const removeFromTab = (key: string): void => tabTexts.removeItem(key)

/** Remove the unfinished work of this tab, after a sign-out here or in another tab. */
export const clearTab = (): void => tabTexts.clear()

/** Remove every trace of a customer, after a sign-out: the next person at this device may be another one. */
export function clearPersonal(): void {
  clearTab()
  localTexts.clear(DEVICE_KEYS)
}
