/** What the sign-in pages hand to each other while a reader goes from one to the next. */
import { useLocation } from 'react-router'

export interface Entry {
  /** Where the reader wanted to go. */
  from?: string
  email?: string
  notice?: string
}

export function useEntry(): Entry {
  const { state } = useLocation() as { state: Entry | null }
  return state ?? {}
}

let waiting: { email: string; password: string } | undefined

/** Kept in memory alone, between the form and the confirmed address, so that nobody has to type it twice. */
export const rememberPassword = (email: string, password: string): void => {
  waiting = { email, password }
}

export function takePassword(email: string): string | undefined {
  const password = waiting?.email === email ? waiting.password : undefined
  waiting = undefined
  return password
}
