/**
 * Messages between the tabs of one browser: what one changes, the others load again. A tab does not receive
 * its own messages.
 */
export type TabMessage = 'cart' | 'wishlist' | 'session' | 'signed-out'

const CHANNEL = 'catchword'

let channel: BroadcastChannel | undefined

/** Open the channel once; undefined in a browser that has none. */
function openChannel(): BroadcastChannel | undefined {
  if (typeof BroadcastChannel !== 'undefined') channel ??= new BroadcastChannel(CHANNEL)
  return channel
}

export const notifyTabs = (message: TabMessage): void => openChannel()?.postMessage(message)

/** Call the listener for every message of another tab, until the returned function is called. */
export function onTabMessage(listener: (message: TabMessage) => void): () => void {
  const receive = (event: MessageEvent<TabMessage>) => listener(event.data)
  openChannel()?.addEventListener('message', receive)
  return () => channel?.removeEventListener('message', receive)
}
