import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { BookCover } from '@/components/books/BookCover'
import { Shelf } from '@/components/books/Shelf'
import { bookQuery, fromCatalog, useVolumes } from '@/lib/books'
import { useSession } from '@/lib/session'
import { recommendedQuery, type Suggestions } from '../api/suggestions'

const SHOWN = 5

/** "Because you read X", for a reader whose orders lead somewhere; otherwise nothing. */
export function ForYou() {
  const { reader } = useSession()
  const { data } = useQuery(recommendedQuery(reader?.id))
  const { because, cards } = useMemo(() => fullest(data?.items ?? []), [data])
  const volumes = useVolumes(cards)
  const { data: read } = useQuery({ ...bookQuery(because?.book_id ?? ''), enabled: because !== undefined })
  if (!because || !volumes?.length || !read) return null
  return (
    <section className="section" aria-labelledby="because">
      <div className="because">
        <div className="from">
          <BookCover book={fromCatalog(read)} ribbon />
          <h2 id="because" className="h4 mb-0">
            Because you read{' '}
            <Link className="plain" to={`/books/${because.book_id}`}>
              <cite>{because.title}</cite>
            </Link>
            <small>Bought together by at least three readers</small>
          </h2>
        </div>
        <div>
          <Shelf books={volumes} across={SHOWN} />
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
  return { because: most[0]?.because ?? undefined, cards: most.slice(0, SHOWN).map((item) => item.book) }
}
