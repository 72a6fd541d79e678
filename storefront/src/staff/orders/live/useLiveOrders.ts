import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useToasts } from '@/lib/toasts'
import { useStaffId } from '../../access/access'
import { ordersKey } from '../api/orders'
import { subscribe } from './subscribe'

const ORDER_PAID = 'subscription { orderPaid { id } }'

/** How often the list is loaded while no subscription says that something is new, in milliseconds. */
const POLL_MS = 15_000
const RECONNECT_MS = 30_000

/** Load the lists of orders once more whenever an order is paid; by the clock while nobody would say so. */
export function useLiveOrders(): { isLive: boolean } {
  const queries = useQueryClient()
  const staffId = useStaffId()
  const { toast } = useToasts()
  const [isLive, setLive] = useState(false)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    const reload = () => void queries.invalidateQueries({ queryKey: ordersKey(staffId) })
    let retry: ReturnType<typeof setTimeout>
    const stop = subscribe({
      query: ORDER_PAID,
      onStart: () => {
        setLive(true)
        reload()
      },
      onMessage: () => {
        reload()
        toast('A new order was paid.')
      },
      onEnd: () => {
        setLive(false)
        retry = setTimeout(() => setAttempt(attempt + 1), RECONNECT_MS)
      },
    })
    return () => {
      stop()
      clearTimeout(retry)
    }
  }, [queries, staffId, toast, attempt])

  useEffect(() => {
    if (isLive) return
    const timer = setInterval(() => void queries.invalidateQueries({ queryKey: ordersKey(staffId) }), POLL_MS)
    return () => clearInterval(timer)
  }, [queries, staffId, isLive])
  return { isLive }
}
