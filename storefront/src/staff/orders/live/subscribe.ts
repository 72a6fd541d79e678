/**
 * One subscription of the GraphQL API by its WebSocket (AppSync's protocol, `graphql-ws`): whoever listens loads again
 * when it starts, because what happened before is not sent.
 */
import { loadCognito } from '@/lib/session'

interface Message {
  type: string
  payload?: { data?: unknown }
}

interface Subscriber {
  query: string
  onStart: () => void
  onMessage: () => void
  onEnd: () => void
}

const SUBSCRIPTION_ID = '1'

/** Listen until the returned function is called. `onEnd` is called once, if the connection ends or never starts. */
export function subscribe({ query, onStart, onMessage, onEnd }: Subscriber): () => void {
  let socket: WebSocket | undefined
  let isStopped = false
  const end = () => {
    if (isStopped) return
    isStopped = true
    onEnd()
  }
  openSocket(query, { onStart, onMessage })
    .then((opened) => {
      socket = opened
      if (isStopped) return opened.close()
      opened.addEventListener('close', end)
    })
    .catch(end)
  return () => {
    isStopped = true
    socket?.close()
  }
}

async function openSocket(
  query: string,
  { onStart, onMessage }: Pick<Subscriber, 'onStart' | 'onMessage'>,
): Promise<WebSocket> {
  const credentials = await (await loadCognito()).credentials()
  if (!credentials) throw new Error('not signed in')
  const authorization = { host: location.host, authorization: credentials.token }
  const socket = new WebSocket(realtimeUrl(authorization), 'graphql-ws')
  const send = (message: object) => socket.send(JSON.stringify(message))
  socket.addEventListener('open', () => send({ type: 'connection_init' }))
  socket.addEventListener('message', ({ data }: MessageEvent<string>) => {
    const { type } = JSON.parse(data) as Message
    if (type === 'connection_ack') {
      const payload = { data: JSON.stringify({ query, variables: {} }), extensions: { authorization } }
      send({ id: SUBSCRIPTION_ID, type: 'start', payload })
    } else if (type === 'start_ack') onStart()
    else if (type === 'data') onMessage()
    else if (type === 'error' || type === 'connection_error') socket.close()
  })
  return socket
}

function realtimeUrl(authorization: object): string {
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const header = encodeURIComponent(btoa(JSON.stringify(authorization)))
  return `${scheme}://${location.host}/graphql/realtime?header=${header}&payload=e30=`
}
