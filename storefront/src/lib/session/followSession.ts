/**
 * Keeps this tab in step with the others: who is signed in, and what they changed. It also gives the requests
 * their credentials.
 */
import type { QueryClient } from '@tanstack/react-query'
import { setApiSession, type Credentials } from '../api'
import { clearTab, GUEST_CART } from '../storage'
import { onTabMessage, notifyTabs, type TabMessage } from '../tabs'
import type { Customer } from './customer'
import { customerQuery, hasTokens, isTokenKey, loadCognito, removeTokens } from './customerQuery'
import { clearEndedSession, reportEndedSession } from './ended'

const { queryKey } = customerQuery()

/** Follow until the returned function is called. */
export function followSession(queries: QueryClient): () => void {
  const reload = () => void queries.invalidateQueries({ queryKey })
  const reloadCart = () => void queries.invalidateQueries({ queryKey: ['cart'] })
  setApiSession({
    customerId: () => queries.getQueryData(queryKey)?.id,
    credentials: () => loadCredentials().catch(() => undefined),
    renew: () => loadCredentials({ forceRefresh: true }).catch(undefinedUnlessOffline),
    onOtherCustomer: reload,
    onEnded: (isWrite) => endSession(queries, isWrite),
  })

  const receive = (message: TabMessage) => {
    if (message === 'signed-out') {
      clearTab()
      clearEndedSession()
    }
    if (message === 'cart') reloadCart()
    else if (message === 'wishlist') void queries.invalidateQueries({ queryKey: ['wishlist'] })
    else reload()
  }
  const onStorage = ({ key }: StorageEvent) => {
    if (key === null || isTokenKey(key)) reload()
    if (key === null || key === GUEST_CART) reloadCart()
  }
  addEventListener('storage', onStorage)
  const stops = [
    onTabMessage(receive),
    removePreviousCustomers(queries),
    () => removeEventListener('storage', onStorage),
  ]
  return () => stops.forEach((stop) => stop())
}

async function loadCredentials(options?: { forceRefresh: boolean }): Promise<Credentials | undefined> {
  return hasTokens() ? (await loadCognito()).credentials(options) : undefined
}

function undefinedUnlessOffline(error: unknown): undefined {
  if (error instanceof Error && error.name === 'NetworkError') throw error
}

/** Make the customer a guest who is asked to sign in again; unfinished work stays in the tab. */
function endSession(queries: QueryClient, isWrite: boolean): void {
  const customer = queries.getQueryData(queryKey)
  if (!customer) return
  removeTokens()
  reportEndedSession({ customer, isWrite })
  queries.setQueryData(queryKey, null)
  notifyTabs('session')
}

/** Remove the answers of a customer who is no longer signed in: their keys contain the customer's id. */
function removePreviousCustomers(queries: QueryClient): () => void {
  let current = queries.getQueryData(queryKey)?.id
  return queries.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] !== queryKey[0]) return
    const previous = current
    current = (query.state.data as Customer | null | undefined)?.id
    if (previous && previous !== current)
      queries.removeQueries({ predicate: (candidate) => candidate.queryKey.includes(previous) })
  })
}
