import { queryOptions } from '@tanstack/react-query'
import { forCustomer, unwrap, cart } from '@/lib/api'

export const wishlistKey = (customerId: string | undefined) => ['wishlist', customerId] as const

export const wishlistQuery = (customerId: string | undefined) =>
  queryOptions({
    queryKey: wishlistKey(customerId),
    queryFn: async ({ signal }) => (await unwrap(cart().GET('/wishlists/me', { signal }))).items,
    enabled: customerId !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: true,
  })

export async function setWish(customerId: string, book_id: string, isWished: boolean): Promise<void> {
  const path = { params: { path: { book_id }, header: forCustomer(customerId) } }
  await unwrap(
    isWished ? cart().PUT('/wishlists/me/{book_id}', path) : cart().DELETE('/wishlists/me/{book_id}', path),
  )
}
