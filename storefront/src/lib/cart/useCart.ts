import { useQuery } from '@tanstack/react-query'
import { useCartActions } from './context'
import { useSession } from '../session'
import { cartQuery } from './cart'

/**
 * Load the cart, once the session is resolved and a guest's cart is merged. Null when nothing was ever added.
 */
export function useCart() {
  const { customer } = useSession()
  const { copies } = useCartActions()
  return useQuery({
    ...cartQuery({ customerId: customer?.id }),
    enabled: copies !== undefined,
    throwOnError: true,
  })
}
