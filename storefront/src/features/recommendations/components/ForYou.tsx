import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { BookGrid } from '@/components/books/BookGrid'
import { fromCard } from '@/lib/books'
import { useSession } from '@/lib/session'
import { recommendationsQuery, type Suggestions } from '../api/suggestions'
import { Trending } from './Trending'

const MAX_SHOWN = 5

/** Recommendations for a customer whose orders have some; the books that are trending for everybody else. */
export function ForYou() {
  const { customer } = useSession()
  const { data, isLoading } = useQuery(recommendationsQuery(customer?.id))
  const { because, books } = pickLargestGroup(data?.items ?? [])
  if (isLoading) return null
  if (!because) return <Trending />
  return (
    <section className="section" aria-labelledby="because">
      <div className="because">
        <div className="from">
          <BookCover book={fromCard(because)} ribbon />
          <h2 id="because" className="h4 mb-0">
            Because you read{' '}
            <Link className="plain" to={`/books/${because.book_id}`}>
              <cite>{because.title}</cite>
            </Link>
            <small>Based on what other customers bought</small>
          </h2>
        </div>
        <div>
          <BookGrid books={books} columns={MAX_SHOWN} />
        </div>
      </div>
    </section>
  )
}

/** Group the suggestions by the purchased book, and pick the largest group. */
function pickLargestGroup(items: Suggestions['items']) {
  const byBook = new Map<string, Suggestions['items']>()
  for (const item of items)
    if (item.because) byBook.set(item.because.book_id, [...(byBook.get(item.because.book_id) ?? []), item])
  const [largest = []] = [...byBook.values()].sort((a, b) => b.length - a.length)
  return {
    because: largest[0]?.because,
    books: largest.slice(0, MAX_SHOWN).map((item) => fromCard(item.book)),
  }
}
