import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useToasts } from '@/lib/toasts'
import { useCommands } from '../../commands/commands'
import { saveCsv } from '../../parts/csv'
import { loadAllOrders, type OrderFilter } from '../api/orders'
import { ordersToCsv } from './orderCsv'

/** Saves every order that the filter selects as CSV, not only those that are shown. */
export function ExportButton({ filter }: { filter: OrderFilter }) {
  const [count, setCount] = useState(0)
  const { toast } = useToasts()
  const save = useMutation({
    mutationFn: () => loadAllOrders(filter, setCount),
    onSuccess: (orders) => saveCsv('orders.csv', ordersToCsv(orders)),
    onError: (error) => toast(error.message),
  })
  const start = () => {
    if (!save.isPending) save.mutate()
  }
  useCommands([{ name: 'Export this list as CSV', group: 'Orders', run: start }])
  return (
    <button
      type="button"
      className="btn btn-outline-primary btn-sm"
      aria-busy={save.isPending}
      onClick={start}
    >
      {save.isPending ? `Loading ${count} orders…` : 'Export CSV'}
    </button>
  )
}
