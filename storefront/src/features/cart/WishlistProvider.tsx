import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { WishlistContext } from '@/lib/cart'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { setWish, wishlistKey, wishlistQuery } from './api/wishlist'

/** The heart beside a book: filled at once, and emptied again if the service says no. */
export function WishlistProvider({ children }: { children: ReactNode }) {
  const { customer } = useSession()
  const { data: wishes } = useQuery(wishlistQuery(customer?.id))
  const toggle = useToggleWish(customer?.id)

  const wishlist = useMemo(() => {
    const has = (bookId: string) => wishes?.some((wish) => wish.book_id === bookId) ?? false
    const bookIds = wishes?.map((wish) => wish.book_id)
    return { bookIds, has, toggle: (book: WishedBook) => toggle({ ...book, wished: !has(book.book_id) }) }
  }, [wishes, toggle])
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
    mutationFn: ({ book_id, wished }: WishedBook & { wished: boolean }) => setWish(book_id, wished),
    onMutate: ({ book_id, wished }) => {
      const previous = queries.getQueryData<{ book_id: string }[]>(key) ?? []
      const without = previous.filter((wish) => wish.book_id !== book_id)
      const wish = { book_id, added_at: new Date().toISOString() }
      queries.setQueryData(key, wished ? [wish, ...without] : without)
      return { previous }
    },
    onSuccess: (_, { title, wished }) =>
      toast(wished ? `${title} is on your wishlist.` : `${title} is off your wishlist.`),
    onError: (_, __, context) => {
      queries.setQueryData(key, context?.previous)
      toast('Your wishlist could not be changed. Please try again.')
    },
  })

  return (wish: WishedBook & { wished: boolean }) => {
    if (customerId) mutate(wish)
    else void navigate('/sign-in', { state: { from: pathname + search } })
  }
}
