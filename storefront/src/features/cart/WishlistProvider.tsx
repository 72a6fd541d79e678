import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { WishlistContext } from '@/lib/cart/context'
import { useSession } from '@/lib/session'
import { useToasts } from '@/lib/toasts'
import { setWish, wishlistKey, wishlistQuery } from './api/wishlist'

/** The heart beside a book: filled at once, and emptied again if the service says no. */
export function WishlistProvider({ children }: { children: ReactNode }) {
  const { reader } = useSession()
  const { data: wishes } = useQuery(wishlistQuery(reader?.id))
  const toggle = useToggle(reader?.id)

  const wishlist = useMemo(() => {
    const has = (bookId: string) => wishes?.some((wish) => wish.book_id === bookId) ?? false
    const wished = wishes?.map((wish) => wish.book_id)
    return { wished, has, toggle: (book: Book) => toggle({ ...book, wished: !has(book.book_id) }) }
  }, [wishes, toggle])
  return <WishlistContext value={wishlist}>{children}</WishlistContext>
}

interface Book {
  book_id: string
  title: string
}

function useToggle(readerId: string | undefined) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const { say } = useToasts()
  const key = wishlistKey(readerId)

  const { mutate } = useMutation({
    mutationFn: ({ book_id, wished }: Book & { wished: boolean }) => setWish(book_id, wished),
    onMutate: ({ book_id, wished }) => {
      const before = queries.getQueryData<{ book_id: string }[]>(key) ?? []
      const without = before.filter((wish) => wish.book_id !== book_id)
      const wish = { book_id, added_at: new Date().toISOString() }
      queries.setQueryData(key, wished ? [wish, ...without] : without)
      return { before }
    },
    onSuccess: (_, { title, wished }) =>
      say(wished ? `${title} is on your wishlist.` : `${title} is off your wishlist.`),
    onError: (_, __, context) => {
      queries.setQueryData(key, context?.before)
      say('Your wishlist could not be changed. Please try again.')
    },
  })

  return (wish: Book & { wished: boolean }) => {
    if (readerId) mutate(wish)
    else void navigate('/sign-in', { state: { from: pathname + search } })
  }
}
