import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useToasts } from '@/lib/toasts'
import { useStaffId } from '../../access/access'
import { ordersKey } from '../api/orders'

interface OrderActionOptions<Input> {
  act: (input: Input) => Promise<unknown>
  /** Shown when it is done. */
  message: string
  onDone?: () => void
}

/** A change of an order: what is shown of all orders is loaded once more, whether it succeeded or not. */
export function useOrderAction<Input>({ act, message, onDone }: OrderActionOptions<Input>) {
  const queries = useQueryClient()
  const staffId = useStaffId()
  const { toast } = useToasts()
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      toast(message)
      onDone?.()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ordersKey(staffId) }),
  })
}
