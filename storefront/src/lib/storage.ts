/** Typed access to the browser's storage. A missing or full storage is ignored: nothing here is required. */
export function saveLocal(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // The value is optional.
  }
}

export function loadLocal<T>(key: string, fallback: T): T {
  try {
    const text = localStorage.getItem(key)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

/** Save a value in this tab only: for unfinished work, and because the device may be shared. */
export function saveInTab(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // The value is optional.
  }
}

export function loadFromTab<T>(key: string, fallback: T): T {
  try {
    const text = sessionStorage.getItem(key)
    return text === null ? fallback : (JSON.parse(text) as T)
  } catch {
    return fallback
  }
}

export function removeFromTab(key: string): void {
  try {
    sessionStorage.removeItem(key)
  } catch {
    // Nothing was stored.
  }
}

/** Remove everything of this tab, after a sign-out. */
export function clearTab(): void {
  try {
    sessionStorage.clear()
  } catch {
    // Nothing was stored.
  }
}
