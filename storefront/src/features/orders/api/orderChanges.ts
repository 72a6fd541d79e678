/**
 * Hears when an order changes, over AppSync's real-time protocol `graphql-ws`. A message says only that the order is
 * another one now: the page then asks for it.
 *
 * https://docs.aws.amazon.com/appsync/latest/devguide/real-time-websocket-client.html
 */
import { useEffect, useEffectEvent, useState } from 'react'
import { apiCredentials } from '@/lib/api'

const CHANGES = 'subscription ($id: ID!) { orderStatusChanged(id: $id) { id status version changedAt } }'

const FIRST_RETRY_MS = 1_000
const LAST_RETRY_MS = 60_000

interface Message {
  type: 'connection_ack' | 'connection_error' | 'start_ack' | 'data' | 'error' | 'complete' | 'ka'
}

/**
 * Listen to an order while the page is open, and again after an interruption. Returns whether it is heard now; `onChange`
 * is called for each change, and once at the start, as what happened before is never heard.
 */
export function useOrderChanges(orderId: string, isEnabled: boolean, onChange: () => void): boolean {
  const [isLive, setLive] = useState(false)
  const handleChange = useEffectEvent(onChange)
  useEffect(() => {
    if (!isEnabled) return undefined
    let socket: WebSocket | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let delay = FIRST_RETRY_MS
    let isClosed = false

    const connect = async () => {
      const credentials = await apiCredentials().catch(() => undefined)
      if (isClosed) return
      if (!credentials) return retry()
      socket = openSocket(orderId, credentials.token, (type) => {
        if (type === 'start_ack') {
          delay = FIRST_RETRY_MS
          setLive(true)
        }
        if (type === 'start_ack' || type === 'data') handleChange()
        if (type === 'error' || type === 'connection_error') socket?.close()
      })
      socket.onclose = retry
    }
    const retry = () => {
      setLive(false)
      if (isClosed) return
      timer = setTimeout(() => void connect(), delay)
      delay = Math.min(2 * delay, LAST_RETRY_MS)
    }
    void connect()
    return () => {
      isClosed = true
      clearTimeout(timer)
      socket?.close()
    }
  }, [orderId, isEnabled])
  return isLive && isEnabled
}

/** The credentials stand in a subprotocol: a browser sets no headers here, and an address stands in logs. */
function openSocket(orderId: string, token: string, onMessage: (type: Message['type']) => void): WebSocket {
  const authorization = { host: location.host, authorization: token }
  const address = `${location.origin.replace(/^http/, 'ws')}/graphql/realtime`
  const socket = new WebSocket(address, [
    'graphql-ws',
    `header-${toBase64Url(JSON.stringify(authorization))}`,
  ])
  socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init' }))
  socket.onmessage = ({ data }) => {
    const { type } = JSON.parse(data as string) as Message
    if (type === 'connection_ack') socket.send(JSON.stringify(startMessage(orderId, authorization)))
    onMessage(type)
  }
  return socket
}

const startMessage = (orderId: string, authorization: object) => ({
  id: '1',
  type: 'start',
  payload: {
    data: JSON.stringify({ query: CHANGES, variables: { id: orderId } }),
    extensions: { authorization },
  },
})

const toBase64Url = (text: string): string =>
  btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
