/** What another tab of the same browser does. */
import type { TabMessage } from '@/lib/tabs'
import * as cognito from './fakeCognito'

/** Send a message as another tab does. */
export function sendFromOtherTab(message: TabMessage): void {
  const channel = new BroadcastChannel('catchword')
  channel.postMessage(message)
  setTimeout(() => channel.close()) // a closed channel sends nothing
}

export function signOutInOtherTab(): void {
  cognito.setSignedOut()
  sendFromOtherTab('signed-out')
}

export function signInInOtherTab(customer: Parameters<typeof cognito.setSignedIn>[0]): void {
  cognito.setSignedIn(customer)
  sendFromOtherTab('session')
}

/** Come back to this tab, as the browser reports it. */
export const focusThisTab = (): boolean =>
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
