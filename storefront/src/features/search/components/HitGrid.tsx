import { BookGrid } from '@/components/books/BookGrid'
import { fromHit } from '@/lib/books'
import { useMedia } from '@/lib/useMedia'
import type { SearchHit } from '../api/search'

/** What was found has to be seen whole: a narrow page has shorter shelves, and none that scrolls sideways. */
export function HitGrid({ hits }: { hits: readonly SearchHit[] }) {
  const phone = useMedia('(width < 576px)')
  const tablet = useMedia('(width < 992px)')
  return <BookGrid books={hits.map(fromHit)} columns={phone ? 2 : tablet ? 3 : 4} />
}
