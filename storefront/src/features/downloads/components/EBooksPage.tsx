import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { AccountLayout } from '@/components/AccountLayout'
import { LoadMore } from '@/components/LoadMore'
import { EmptyState } from '@/components/states/EmptyState'
import { LoadingMessage, SkeletonLine } from '@/components/states/Skeleton'
import { useCatalogBooks } from '@/lib/books'
import { downloadsQuery, type OwnedEdition } from '../api/downloads'
import { OwnedEditionRow } from './OwnedEditionRow'

export function Component() {
  return (
    <AccountLayout title="Your e-books">
      {(customer) => <OwnedEditions customerId={customer.id} />}
    </AccountLayout>
  )
}

/** The e-books and audiobooks that the customer bought, the newest first. */
function OwnedEditions({ customerId }: { customerId: string }) {
  const list = useInfiniteQuery({ ...downloadsQuery(customerId), throwOnError: true })
  const { data } = list
  if (!data) return <EditionsSkeleton />
  if (data.pages.every((page) => page.items.length === 0)) return <NoEditions />
  return (
    <>
      {data.pages.map((page, i) => (
        <Rows key={i} owned={page.items} />
      ))}
      <LoadMore list={list}>Show more e-books</LoadMore>
    </>
  )
}

function Rows({ owned }: { owned: readonly OwnedEdition[] }) {
  const findBook = useCatalogBooks(owned.map((each) => each.book_id))
  return (
    <ul className="lines reviewed">
      {owned.map((each) => (
        <OwnedEditionRow key={each.isbn} owned={each} book={findBook(each.book_id)} />
      ))}
    </ul>
  )
}

function NoEditions() {
  return (
    <EmptyState title="No e-books yet">
      <p className="prose mb-0">
        Buy an e-book or audiobook, and you can download it here.{' '}
        <Link to="/search?format=ebook">See our e-books</Link>.
      </p>
    </EmptyState>
  )
}

function EditionsSkeleton() {
  return (
    <>
      <LoadingMessage label="Loading your e-books" />
      <ul className="lines reviewed" aria-hidden="true">
        {[1, 2, 3].map((i) => (
          <li key={i}>
            <span className="cover sk" />
            <div>
              <SkeletonLine width="50%" height="1.4em" />
              <SkeletonLine width="30%" />
              <SkeletonLine width="40%" />
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}
