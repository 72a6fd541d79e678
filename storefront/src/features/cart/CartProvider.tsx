import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiError } from '@/lib/api'
import { CartContext, type LineToAdd, cartKey, cartQuery, type Cart, MAX_COPIES } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { formatCount } from '@/lib/text'
import { putLine } from './api/lines'
import { useMergeGuestCart } from './useMergeGuestCart'

/** Provides the number of copies in the cart and the action to add books to it. */
export function CartProvider({ children }: { children: ReactNode }) {
  const { customer, isResolved } = useSession()
  const isMerged = useMergeGuestCart(customer?.id)
  const identity = useMemo(() => ({ customerId: customer?.id }), [customer?.id])
  const queries = useQueryClient()
  const { toast } = useToasts()
  const { data: cart } = useQuery({ ...cartQuery(identity), enabled: isResolved && isMerged })

  const addMutation = useMutation({
    scope: { id: 'cart' }, // changes run one after the other, because each starts from the last result
    mutationFn: async (lines: LineToAdd[]) => {
      for (const line of lines) {
        const updated = await putLine(
          identity,
          increaseLine(queries.getQueryData<Cart | null>(cartKey(identity)), line),
        )
        queries.setQueryData(cartKey(identity), updated)
      }
    },
    onSuccess: (_, lines) => toast(renderAddedMessage(lines)),
    onError: (error) => {
      toast(error instanceof ApiError ? error.message : 'Something went wrong. Please try again.')
      void queries.invalidateQueries({ queryKey: cartKey(identity) })
    },
  })

  const { mutate, isPending, variables } = addMutation
  const actions = useMemo(
    () => ({
      copies: cart === undefined ? undefined : (cart?.copies ?? 0),
      isAdding: (isbn: string) => isPending && variables.some((line) => line.isbn === isbn),
      add: (...lines: LineToAdd[]) => mutate(lines),
      refresh: () => void queries.invalidateQueries({ queryKey: ['cart'] }),
    }),
    [cart, isPending, variables, mutate, queries],
  )
  return <CartContext value={actions}>{children}</CartContext>
}

/** Add the copies to those that are in the cart already. */
function increaseLine(cart: Cart | null | undefined, { isbn, quantity = 1, price }: LineToAdd) {
  const current = cart?.lines.find((line) => line.isbn === isbn)?.quantity ?? 0
  return { isbn, quantity: Math.min(MAX_COPIES, current + quantity), price_seen: price }
}

function renderAddedMessage(lines: LineToAdd[]): ReactNode {
  const [first] = lines
  const subject =
    lines.length === 1 && first ? <cite>{first.title}</cite> : formatCount(lines.length, 'title')
  return (
    <>
      {subject} added to your cart. <Link to="/cart">View cart</Link>
    </>
  )
}
