import { queryOptions } from '@tanstack/react-query'

/** What differs between stages. It is read at run time from `/settings.json`, so that one build serves every stage. */
export interface Settings {
  cognito: { endpoint?: string; user_pool_id: string; client_id: string }
  /** `api` is the simulator's address in a local run, absent where Stripe itself is asked. */
  stripe: { publishable_key: string; api?: string }
  /** Whether the footer leads to the page that shows the events. */
  behind_the_scenes?: boolean
}

let pending: Promise<Settings> | undefined

/** Asked once, and again only if it failed. Nothing on the first screen waits for it. */
export function loadSettings(): Promise<Settings> {
  pending ??= fetchSettings().catch((error: unknown) => {
    pending = undefined
    throw error
  })
  return pending
}

export const settingsQuery = () =>
  queryOptions({ queryKey: ['settings'], queryFn: loadSettings, staleTime: Infinity })

async function fetchSettings(): Promise<Settings> {
  const response = await fetch('/settings.json')
  if (!response.ok) throw new Error(`/settings.json answered ${response.status}`)
  return (await response.json()) as Settings
}
