import { useQuery } from '@tanstack/react-query'
import { useBasket } from './context'
import { useSession } from '../session'
import { cartQuery } from './cart'

/** The cart, once it is known whose it is and a guest's has been taken over. Null: nothing was ever put in. */
export function useCart() {
  const { reader } = useSession()
  const { copies } = useBasket()
  return useQuery({
    ...cartQuery({ readerId: reader?.id }),
    enabled: copies !== undefined,
    throwOnError: true,
  })
}
