import { useQuery } from '@tanstack/react-query'
import { useCartActions } from './context'
import { useSession } from '../session'
import { cartQuery } from './cart'

/** The cart, once it is known whose it is and a guest's has been taken over. Null: nothing was ever put in. */
export function useCart() {
  const { customer } = useSession()
  const { copies } = useCartActions()
  return useQuery({
    ...cartQuery({ customerId: customer?.id }),
    enabled: copies !== undefined,
    throwOnError: true,
  })
}
