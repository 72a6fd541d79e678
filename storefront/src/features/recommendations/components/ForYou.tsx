import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Shelf } from '@/components/books/BookGrid'
import { fromCard } from '@/lib/books'
import { useSession } from '@/lib/session'
import { recommendedQuery, type Suggestions } from '../api/suggestions'
import { Trending } from './Trending'

const SHOWN = 5

/** "Because you read X", for a reader whose orders lead somewhere; for everybody else what is bought today. */
export function ForYou() {
  const { reader } = useSession()
  const { data, isLoading } = useQuery(recommendedQuery(reader?.id))
  const { because, books } = fullest(data?.items ?? [])
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
            <small>Bought together by at least three readers</small>
          </h2>
        </div>
        <div>
          <Shelf books={books} across={SHOWN} />
        </div>
      </div>
    </section>
  )
}

/** The book read that led to the most others, and those. */
function fullest(items: Suggestions['items']) {
  const byBook = new Map<string, Suggestions['items']>()
  for (const item of items)
    if (item.because) byBook.set(item.because.book_id, [...(byBook.get(item.because.book_id) ?? []), item])
  const [most = []] = [...byBook.values()].sort((a, b) => b.length - a.length)
  return { because: most[0]?.because, books: most.slice(0, SHOWN).map((item) => fromCard(item.book)) }
}
