import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { WishlistContext } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { setWish, wishlistKey, wishlistQuery } from './api/wishlist'

/** Provides the wishlist. A change is shown at once and rolled back if the service rejects it. */
export function WishlistProvider({ children }: { children: ReactNode }) {
  const { customer } = useSession()
  const { data: items } = useQuery(wishlistQuery(customer?.id))
  const toggle = useToggleWish(customer?.id)

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
  const { pathname, search } = useLocation()
  const { toast } = useToasts()
  const key = wishlistKey(customerId)

  const { mutate } = useMutation({
    mutationFn: ({ book_id, isWished }: WishedBook & { isWished: boolean }) => setWish(book_id, isWished),
    onMutate: ({ book_id, isWished }) => {
      const previous = queries.getQueryData<{ book_id: string }[]>(key) ?? []
      const without = previous.filter((item) => item.book_id !== book_id)
      const item = { book_id, added_at: new Date().toISOString() }
      queries.setQueryData(key, isWished ? [item, ...without] : without)
      return { previous }
    },
    onSuccess: (_, { title, isWished }) =>
      toast(isWished ? `${title} added to your wishlist.` : `${title} removed from your wishlist.`),
    onError: (_, __, context) => {
      queries.setQueryData(key, context?.previous)
      toast('We couldn’t update your wishlist. Please try again.')
    },
  })

  return (item: WishedBook & { isWished: boolean }) => {
    if (customerId) mutate(item)
    else void navigate('/sign-in', { state: { from: pathname + search } })
  }
}
