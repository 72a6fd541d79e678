import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiError } from '@/lib/api'
import { BasketContext, type Wanted } from '@/lib/cart/context'
import { cartKey, cartQuery, type Cart } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { counted } from '@/lib/text'
import { putLine } from './api/lines'
import { MOST_COPIES } from './limits'
import { useMerge } from './useMergeGuestCart'

/** What the shelves may do with the cart: see how many copies are in it, and add some. */
export function BasketProvider({ children }: { children: ReactNode }) {
  const { reader, known } = useSession()
  const merged = useMerge(reader?.id)
  const owner = useMemo(() => ({ readerId: reader?.id }), [reader?.id])
  const queries = useQueryClient()
  const { say } = useToasts()
  const { data: cart } = useQuery({ ...cartQuery(owner), enabled: known && merged })

  const adding = useMutation({
    scope: { id: 'cart' }, // one change after the other: each starts from what the last one made
    mutationFn: async (wanted: Wanted[]) => {
      for (const one of wanted) {
        const now = await putLine(owner, more(queries.getQueryData<Cart | null>(cartKey(owner)), one))
        queries.setQueryData(cartKey(owner), now)
      }
    },
    onSuccess: (_, wanted) => say(added(wanted)),
    onError: (error) => {
      say(error instanceof ApiError ? error.message : 'That did not work. Please try again.')
      void queries.invalidateQueries({ queryKey: cartKey(owner) })
    },
  })

  const { mutate, isPending, variables } = adding
  const basket = useMemo(
    () => ({
      copies: cart === undefined ? undefined : (cart?.copies ?? 0),
      isAdding: (isbn: string) => isPending && variables.some((one) => one.isbn === isbn),
      add: (...wanted: Wanted[]) => mutate(wanted),
      refresh: () => void queries.invalidateQueries({ queryKey: ['cart'] }),
    }),
    [cart, isPending, variables, mutate, queries],
  )
  return <BasketContext value={basket}>{children}</BasketContext>
}

/** As many copies as are there already and those wanted now. */
function more(cart: Cart | null | undefined, { isbn, quantity = 1, price }: Wanted) {
  const there = cart?.lines.find((line) => line.isbn === isbn)?.quantity ?? 0
  return { isbn, quantity: Math.min(MOST_COPIES, there + quantity), price_seen: price }
}

function added(wanted: Wanted[]): ReactNode {
  const [first] = wanted
  const what = wanted.length === 1 && first ? <cite>{first.title}</cite> : counted(wanted.length, 'title')
  return (
    <>
      {what} {wanted.length === 1 ? 'is' : 'are'} in your <Link to="/cart">cart</Link>.
    </>
  )
}
