/** Small things kept in this browser. A browser that keeps nothing (or whose store is full) still shops. */
export function saveLocal(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Nothing that is kept here is needed.
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

/** The same for this tab only: what is half done, and nobody else's business on a shared machine. */
export function saveInTab(key: string, value: unknown): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(value))
  } catch {
    // Then it is asked again.
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
    // Nothing was kept.
  }
}

/** Everything of this tab: whoever sits down here next begins anew. */
export function clearTab(): void {
  try {
    sessionStorage.clear()
  } catch {
    // Nothing was kept.
  }
}
