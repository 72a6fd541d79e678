import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { Shelf } from '@/components/books/Shelf'
import { Nothing } from '@/components/states/Nothing'
import { Loading, ShelfSkeleton } from '@/components/states/Skeleton'
import { useVolumes, type Card } from '@/lib/books'
import { ordersQuery, type Order } from '@/lib/orders'
import { AccountFrame } from '@/components/AccountFrame'

export function Component() {
  return (
    <AccountFrame title="Books to talk about">{(reader) => <Bought readerId={reader.id} />}</AccountFrame>
  )
}

/** Buyers review: so the books one may review are the books of one's orders. */
function Bought({ readerId }: { readerId: string }) {
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery({
    ...ordersQuery(readerId),
    throwOnError: true,
  })
  const cards = data && bought(data.pages.flatMap((page) => page.items))
  const books = useVolumes(cards)
  if (!books)
    return (
      <>
        <Loading what="Loading your books" />
        <ShelfSkeleton />
      </>
    )
  if (!books.length)
    return (
      <Nothing title="Nothing to review yet">
        <p className="prose mb-0">
          Once you have bought a book here you may say what you think of it.{' '}
          <Link to="/top-20">The Top 20</Link> is what others are reading.
        </p>
      </Nothing>
    )
  return (
    <>
      <p className="prose mb-4">You bought these. On each one’s page you can write a review, or change it.</p>
      <Shelf books={books.map((book) => ({ ...book, price: undefined }))} />
      {hasNextPage && (
        <p className="catchword">
          <button type="button" className="textbutton" onClick={() => void fetchNextPage()}>
            Earlier orders
          </button>
        </p>
      )}
    </>
  )
}

const PAID: readonly Order['status'][] = ['paid', 'shipped', 'delivered']

/** Each book once. Orders know the title; who wrote it the catalogue adds. */
function bought(orders: readonly Order[]): Card[] {
  const lines = orders.filter((order) => PAID.includes(order.status)).flatMap((order) => order.lines)
  const books = new Map(lines.map((line) => [line.book_id, line]))
  return [...books.values()].map(({ book_id, title, unit_price }) => ({
    book_id,
    title,
    authors: [],
    category: '',
    price: unit_price,
    currency: 'GBP',
    cover: null,
  }))
}
