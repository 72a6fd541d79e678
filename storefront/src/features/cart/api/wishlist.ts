import { queryOptions } from '@tanstack/react-query'
import { answer, cart } from '@/lib/api'

export const wishlistKey = (readerId: string | undefined) => ['wishlist', readerId] as const

export const wishlistQuery = (readerId: string | undefined) =>
  queryOptions({
    queryKey: wishlistKey(readerId),
    queryFn: async ({ signal }) => (await answer(cart().GET('/wishlists/me', { signal }))).items,
    enabled: readerId !== undefined,
  })

export async function setWish(book_id: string, wished: boolean): Promise<void> {
  const path = { params: { path: { book_id } } }
  await answer(
    wished ? cart().PUT('/wishlists/me/{book_id}', path) : cart().DELETE('/wishlists/me/{book_id}', path),
  )
}
