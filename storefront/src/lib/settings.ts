import { queryOptions } from '@tanstack/react-query'

/**
 * The settings of the stage. They are read at run time from `/settings.json`, so that one build serves every
 * stage.
 */
export interface Settings {
  cognito: { endpoint?: string; user_pool_id: string; client_id: string }
  /** `api` is the URL of the simulator, absent where Stripe itself is used. */
  stripe: { publishable_key: string; api?: string }
  /** The public key of the GraphQL API, for visitors. */
  graphql?: { key: string }
  /** Who sells; null where the stage has not set it (`deploy/shops`). */
  company?: Company | null
  /** Whether the footer links to the trace of events. */
  behind_the_scenes?: boolean
}

/** The facts about the company behind the shop, as `deploy/storefront/company.py` checks them. */
export interface Company {
  name: string
  registration: string
  vat_id: string
  address: string[]
  email: string
  phone: string
  returns_address: string[]
  return_days: number
  /** Where customers' data is stored. */
  data_region: string
  /** Made-up facts, of a shop on one machine. */
  is_example: boolean
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
