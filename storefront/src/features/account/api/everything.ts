/** All that the shop keeps of one reader, for the reader. */
import { answer, cart, orders } from '@/lib/api'
import type { Order } from '@/lib/orders'

export async function everything() {
  const [profile, addresses, wishlist, inCart, placed] = await Promise.all([
    answer(orders().GET('/customers/me')),
    answer(orders().GET('/customers/me/addresses')),
    answer(cart().GET('/wishlists/me')),
    answer(cart().GET('/carts/me')),
    allOrders(),
  ])
  return { profile, addresses: addresses.items, wishlist: wishlist.items, cart: inCart, orders: placed }
}

async function allOrders(): Promise<Order[]> {
  const found: Order[] = []
  let cursor: string | undefined
  do {
    const page = await answer(orders().GET('/orders', { params: { query: { limit: 50, cursor } } }))
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
