/** The session that ended without a sign-out: whose it was, and whether a change was lost with it. */
import { useSyncExternalStore } from 'react'
import type { Customer } from './customer'

export interface EndedSession {
  customer: Customer
  /** True when the customer was about to change something: then the page asks to sign in at once. */
  isWrite: boolean
}

let ended: EndedSession | undefined
const listeners = new Set<() => void>()

function set(session: EndedSession | undefined): void {
  ended = session
  listeners.forEach((listener) => listener())
}

export const reportEndedSession = (session: EndedSession): void => set(session)

export const clearEndedSession = (): void => set(undefined)

export const useEndedSession = (): EndedSession | undefined =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => ended,
  )
