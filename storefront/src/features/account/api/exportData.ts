/** The export of everything that the shop stores about one customer. */
import { unwrap, cart, catalog, orders } from '@/lib/api'

export async function collectCustomerData() {
  const profile = await unwrap(orders().GET('/customers/me'))
  if (profile.closed) return { profile } // nothing else is stored, and the orders name nobody
  const [addresses, wishlist, currentCart, orderList, reviews] = await Promise.all([
    unwrap(orders().GET('/customers/me/addresses')),
    unwrap(cart().GET('/wishlists/me')),
    unwrap(cart().GET('/carts/me')),
    fetchAllPages((query) => unwrap(orders().GET('/orders', { params: { query } }))),
    fetchAllPages((query) => unwrap(catalog().GET('/reviews/me', { params: { query } }))),
  ])
  return {
    profile,
    addresses: addresses.items,
    wishlist: wishlist.items,
    cart: currentCart,
    orders: orderList,
    reviews: reviews.filter((entry) => entry.review),
  }
}

interface Page<T> {
  items: T[]
  next?: string | null
}

async function fetchAllPages<T>(
  fetchPage: (query: { limit: number; cursor?: string }) => Promise<Page<T>>,
): Promise<T[]> {
  const results: T[] = []
  let cursor: string | undefined
  do {
    const page = await fetchPage({ limit: 50, cursor })
    results.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return results
}

/** Let the browser save content as a JSON file. */
export function downloadJson(name: string, content: unknown): void {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}
