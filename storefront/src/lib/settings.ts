import { queryOptions } from '@tanstack/react-query'

/**
 * The settings of the stage. They are read at run time from `/settings.json`, so that one build serves every
 * stage.
 */
export interface Settings {
  cognito: { endpoint?: string; user_pool_id: string; client_id: string }
  /** `api` is the URL of the simulator, absent where Stripe itself is used. */
  stripe: { publishable_key: string; api?: string }
  /** Whether the footer links to the trace of events. */
  behind_the_scenes?: boolean
}

let pending: Promise<Settings> | undefined

/** Load the settings once, and again only after a failure. */
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
