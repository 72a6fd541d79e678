import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { Link } from 'react-router'
import { ApiError, isTransient } from '@/lib/api'
import { CartContext, type LineToAdd, cartKey, cartQuery } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { notifyTabs } from '@/lib/tabs'
import { useToasts } from '@/lib/toasts'
import { formatCount } from '@/lib/text'
import { addCopies } from './api/lines'
import { useMergeGuestCart } from './useMergeGuestCart'

const MAX_RETRIES = 2

type KeyedLine = LineToAdd & { key: string }

/** Provides the number of copies in the cart and the action to add books to it. */
export function CartProvider({ children }: { children: ReactNode }) {
  const { customer, isResolved } = useSession()
  const isMerged = useMergeGuestCart(customer?.id)
  const identity = useMemo(() => ({ customerId: customer?.id }), [customer?.id])
  const queries = useQueryClient()
  const { toast } = useToasts()
  const { data: cart } = useQuery({ ...cartQuery(identity), enabled: isResolved && isMerged })

  const addMutation = useMutation({
    scope: { id: 'cart' }, // changes run one after the other, so that the last response is the newest cart
    retry: (failures, error) => failures < MAX_RETRIES && isTransient(error), // the keys add each line once
    mutationFn: async (lines: KeyedLine[]) => {
      let problem: unknown
      for (const { isbn, quantity = 1, price, key } of lines) {
        try {
          const updated = await addCopies(identity, { isbn, quantity, price_seen: price, key })
          queries.setQueryData(cartKey(identity), updated)
        } catch (error) {
          problem ??= error // the other books are added nevertheless
        }
      }
      notifyTabs('cart')
      if (problem) throw problem
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
      add: (...lines: LineToAdd[]) => mutate(lines.map((line) => ({ ...line, key: crypto.randomUUID() }))),
      refresh: () => void queries.invalidateQueries({ queryKey: ['cart'] }),
    }),
    [cart, isPending, variables, mutate, queries],
  )
  return <CartContext value={actions}>{children}</CartContext>
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
