import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { messageUnlessLimited } from '@/lib/api'
import { WishlistContext } from '@/lib/cart'
import { useReturnState, useSession, type ReturnState } from '@/lib/session'
import { notifyTabs } from '@/lib/tabs'
import { useToasts } from '@/lib/toasts'
import { setWish, wishlistKey, wishlistQuery } from './api/wishlist'

/** Provides the wishlist. A change is shown at once and rolled back if the service rejects it. */
export function WishlistProvider({ children }: { children: ReactNode }) {
  const { customer } = useSession()
  const { data: items } = useQuery(wishlistQuery(customer?.id))
  const toggle = useToggleWish(customer?.id)
  useGuestWish(customer?.id, (book) => toggle({ ...book, isWished: true }))

  const wishlist = useMemo(() => {
    const has = (bookId: string) => items?.some((item) => item.book_id === bookId) ?? false
    const bookIds = items?.map((item) => item.book_id)
    return { bookIds, has, toggle: (book: WishedBook) => toggle({ ...book, isWished: !has(book.book_id) }) }
  }, [items, toggle])
  return <WishlistContext value={wishlist}>{children}</WishlistContext>
}

interface WishedBook {
  book_id: string
  title: string
}

function useToggleWish(customerId: string | undefined) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const returnState = useReturnState()
  const { toast } = useToasts()
  const key = wishlistKey(customerId)

  const { mutate } = useMutation({
    mutationFn: ({ book_id, isWished }: WishedBook & { isWished: boolean }) =>
      setWish(customerId ?? '', book_id, isWished),
    onMutate: async ({ book_id, isWished }) => {
      await queries.cancelQueries({ queryKey: key }) // an older list must not replace the new one
      const previous = queries.getQueryData<{ book_id: string }[]>(key) ?? []
      const without = previous.filter((item) => item.book_id !== book_id)
      const item = { book_id, added_at: new Date().toISOString() }
      queries.setQueryData(key, isWished ? [item, ...without] : without)
      return { previous }
    },
    onSuccess: (_, { title, isWished }) => {
      toast(isWished ? `${title} added to your wishlist.` : `${title} removed from your wishlist.`)
      notifyTabs('wishlist')
    },
    onError: (error, _, context) => {
      queries.setQueryData(key, context?.previous)
      toast(messageUnlessLimited(error, 'We couldn’t update your wishlist. Please try again.'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: key }),
  })

  return (item: WishedBook & { isWished: boolean }) => {
    if (customerId) mutate(item)
    else void navigate('/sign-in', { state: { ...returnState, fromState: withWish(returnState, item) } })
  }
}

/** The page's state after signing in: its own, and the book that the guest wished for. */
const withWish = ({ fromState }: ReturnState, { book_id, title }: WishedBook): PageState => ({
  ...(fromState as object | null),
  wish: { book_id, title },
})

interface PageState {
  wish?: WishedBook
}

/** Put the book that a guest wished for on the list once the guest has signed in and is back on the page. */
function useGuestWish(customerId: string | undefined, add: (book: WishedBook) => void): void {
  const navigate = useNavigate()
  const location = useLocation()
  const { wish, ...state } = (location.state as PageState | null) ?? {}
  useEffect(() => {
    if (!customerId || !wish) return
    void navigate(location, { replace: true, state, preventScrollReset: true }) // a reload wishes for nothing
    add(wish)
    // Once for each wish: what else changes does not repeat it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [customerId, wish?.book_id])
}
