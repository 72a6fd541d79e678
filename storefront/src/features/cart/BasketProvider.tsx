import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiError } from '@/lib/api'
import { BasketContext, type Wanted } from '@/lib/basket'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { cartKey, cartQuery, putLine, type Cart } from './api/cart'

/** What the shelves may do with the cart: see how many copies are in it, and add one. */
export function BasketProvider({ children }: { children: ReactNode }) {
  const { reader, known } = useSession()
  const owner = useMemo(() => ({ readerId: reader?.id }), [reader?.id])
  const queries = useQueryClient()
  const { say } = useToasts()
  const { data: cart } = useQuery({ ...cartQuery(owner), enabled: known })

  const adding = useMutation({
    mutationFn: async (wanted: Wanted) => {
      const before = queries.getQueryData<Cart | null>(cartKey(owner))
      const there = before?.lines.find((line) => line.isbn === wanted.isbn)?.quantity ?? 0
      return putLine(owner, {
        isbn: wanted.isbn,
        quantity: there + (wanted.quantity ?? 1),
        price_seen: wanted.price,
      })
    },
    onSuccess: (now, { title }) => {
      queries.setQueryData(cartKey(owner), now)
      say(
        <>
          <cite>{title}</cite> is in your <Link to="/cart">cart</Link>.
        </>,
      )
    },
    onError: (error) =>
      say(error instanceof ApiError ? error.message : 'That did not work. Please try again.'),
  })

  const { mutate, isPending, variables } = adding
  const basket = useMemo(
    () => ({
      copies: cart === undefined ? undefined : (cart?.copies ?? 0),
      isAdding: (isbn: string) => isPending && variables?.isbn === isbn,
      add: (wanted: Wanted) => mutate(wanted),
    }),
    [cart, isPending, variables, mutate],
  )
  return <BasketContext value={basket}>{children}</BasketContext>
}
