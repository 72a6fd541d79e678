/** All that the shop keeps of one reader, for the reader. */
import { answer, cart, catalog, orders } from '@/lib/api'

export async function everything() {
  const [profile, addresses, wishlist, inCart, placed, reviews] = await Promise.all([
    answer(orders().GET('/customers/me')),
    answer(orders().GET('/customers/me/addresses')),
    answer(cart().GET('/wishlists/me')),
    answer(cart().GET('/carts/me')),
    every((query) => answer(orders().GET('/orders', { params: { query } }))),
    every((query) => answer(catalog().GET('/reviews/me', { params: { query } }))),
  ])
  return {
    profile,
    addresses: addresses.items,
    wishlist: wishlist.items,
    cart: inCart,
    orders: placed,
    reviews: reviews.filter((own) => own.review),
  }
}

interface Page<T> {
  items: T[]
  next?: string | null
}

async function every<T>(ask: (query: { limit: number; cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const found: T[] = []
  let cursor: string | undefined
  do {
    const page = await ask({ limit: 50, cursor })
    found.push(...page.items)
    cursor = page.next ?? undefined
  } while (cursor)
  return found
}

/** Hands a text to the browser as a file. */
export function download(name: string, content: unknown): void {
  const file = new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000)
}
